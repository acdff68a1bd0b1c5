import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useStore } from '../../ui/use-store.ts';
import { pageItemDesks } from './page-item-desks.ts';

/** On every other screen: changes to items of a plan that was left, and are not sent (RL7). */
export function KeptItems(): JSX.Element | null {
  const t = useTranslations('items.leaving');
  const count = useStore(pageItemDesks.left, pageItemDesks.left.get());
  if (count === 0) return null;
  return (
    <Notice tone="warn" actions={<CopyButton read={() => pageItemDesks.unsentText()} />}>
      {t('kept', { count })}
    </Notice>
  );
}
