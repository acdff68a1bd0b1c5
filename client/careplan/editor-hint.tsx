import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../ui/notice.tsx';

/** Says why the editor did not do what was asked; nothing was lost. */
export function EditorHint({
  hint,
  onDismiss,
}: {
  readonly hint: 'nothingToUndo' | 'full' | 'table';
  readonly onDismiss: () => void;
}): JSX.Element {
  const t = useTranslations('hint');
  return (
    <Notice
      tone="info"
      isAnnounced={false}
      actions={
        <Button size="compact-sm" variant="default" onClick={onDismiss}>
          {t('dismiss')}
        </Button>
      }
    >
      {t(hint)}
    </Notice>
  );
}
