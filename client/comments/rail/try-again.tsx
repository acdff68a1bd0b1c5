import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type Desk } from '../desk/desk.ts';

/** Asks the server for the comments now; it is asked again by itself as well. */
export function TryAgain({ desk }: { readonly desk: Desk }): JSX.Element {
  const t = useTranslations('rail');
  return (
    <Button size="compact-sm" variant="default" onClick={() => desk.refresh()}>
      {t('again')}
    </Button>
  );
}
