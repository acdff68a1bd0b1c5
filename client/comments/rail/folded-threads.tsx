import { IconChevronUp } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type Desk } from '../desk/desk.ts';
import { intoComposer } from '../focus.ts';
import { type RailItem, threadsInOrder } from './rail-items.ts';

import styles from './rail.module.css';

/** Says how many threads find no room above the one that is open, and leads to the nearest of them (RL2). */
export function FoldedThreads({
  desk,
  items,
}: {
  readonly desk: Desk;
  /** What is folded, in the order of the rail. */
  readonly items: readonly RailItem[];
}): JSX.Element | null {
  const t = useTranslations('rail');
  const last = items.at(-1);
  if (last === undefined) return null;
  const nearest = last.threads.at(-1);
  const count = threadsInOrder(items).length + items.filter(({ what }) => what === 'draft').length;
  return (
    <button
      type="button"
      className={styles['folded']}
      title={t('foldedTitle')}
      onClick={() =>
        nearest === undefined
          ? intoComposer(() => desk.activate(undefined, 'rail'))
          : desk.activate(nearest.id, 'elsewhere')
      }
    >
      <IconChevronUp size={14} aria-hidden="true" />
      {t('folded', { count })}
    </button>
  );
}
