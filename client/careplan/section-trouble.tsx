import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionState, SectionSync } from '../sync/section-sync.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { LetGoButton } from './let-go-button.tsx';
import { useSaveWords } from './save-words.tsx';

/** What is wrong with one section, in place; the other sections go on (PG6). Nothing while all is well. */
export function SectionTrouble({
  state,
  sync,
}: {
  readonly state: SectionState;
  readonly sync: SectionSync | undefined;
}): JSX.Element | null {
  const t = useTranslations('trouble');
  const words = useSaveWords(state.save);
  const isNotSaved = state.save.kind === 'not-saved';
  const isClosed = state.phase === 'closed';
  if (sync === undefined || !(isNotSaved || isClosed)) return null;
  return (
    <Notice
      tone={isNotSaved ? 'stop' : 'warn'}
      actions={
        <>
          {isNotSaved ? <CopyButton read={() => sync.unsavedText()} /> : null}
          {isClosed ? <Retry onRetry={() => sync.retry()} /> : null}
          {state.kept === undefined ? null : <LetGoButton onLetGo={() => sync.letGoOfKept()} />}
        </>
      }
    >
      {isNotSaved ? words : t('closed')}
    </Notice>
  );
}

function Retry({ onRetry }: { readonly onRetry: () => void }): JSX.Element {
  const t = useTranslations('trouble');
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden="true" />}
      onClick={onRetry}
    >
      {t('retry')}
    </Button>
  );
}
