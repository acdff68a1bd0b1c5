import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useStore } from '../../ui/use-store.ts';
import { pageDesks } from './page-desks.ts';

/** On every other screen: comments that were written in a plan that was left, and are not sent (RL7). */
export function KeptComments(): JSX.Element | null {
  const t = useTranslations('comments.leaving');
  const count = useStore(pageDesks.left, pageDesks.left.get());
  if (count === 0) return null;
  return (
    <Notice tone="warn" actions={<CopyButton read={() => pageDesks.unsentText()} />}>
      {t('kept', { count })}
    </Notice>
  );
}
