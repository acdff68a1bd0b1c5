import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from './notice.tsx';
import { ServerRefusal } from './server-refusal.ts';

/** What was not done, in the server's plain words, or in ours where it could not be reached; read out at once. Nothing while nothing was refused. */
export function RefusalWords({ error }: { readonly error: unknown }): JSX.Element | null {
  const words = useRefusalWords();
  if (error === undefined || error === null) return null;
  return <Notice tone="stop">{words(error)}</Notice>;
}

/** Makes words for people out of a refusal. */
export function useRefusalWords(): (error: unknown) => string {
  const t = useTranslations('refusal');
  return (error) => {
    if (!(error instanceof ServerRefusal)) return t('broken');
    if (error.status === 0) return t('offline');
    return error.words ?? t('broken');
  };
}
