import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { IconMessage } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { type Commenting } from '../commenting.ts';
import { unreadIn } from '../desk/unread.ts';
import { keyOf } from '../rail/rail-items.ts';

import styles from './outline-marks.module.css';

/** How many threads of a section are open, and whether one of them has something unread (RL9, RL10). */
export function OutlineMarks({
  commenting,
  section,
}: {
  readonly commenting: Commenting;
  readonly section: SectionView;
}): JSX.Element | null {
  const t = useTranslations('rail');
  const all = useStore(commenting.desk.threads, undefined) ?? [];
  const threads = all.filter((each) => keyOf(each) === section.key);
  const count = threads.filter(({ status }) => status === 'open').length;
  const { personId } = commenting.page;
  const unread = threads.reduce((sum, thread) => sum + unreadIn(thread, personId), 0);
  if (count === 0 && unread === 0) return null;
  const label = unread === 0 ? t('outline', { count }) : t('outlineUnread', { count, unread });
  return (
    <span className={styles['marks']} title={label} data-testid="outline-marks">
      <IconMessage size={14} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
      {unread === 0 ? null : <span className={styles['dot']} aria-hidden="true" />}
      <span className={styles['said']}>{label}</span>
    </span>
  );
}
