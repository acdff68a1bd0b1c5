import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type Checking, checksIn } from './checking.ts';

import styles from './outline-marks.module.css';

/** How many places of a section wait to be checked (MC16). */
export function OutlineMarks({
  checking,
  section,
}: {
  readonly checking: Checking;
  readonly section: SectionView;
}): JSX.Element | null {
  const t = useTranslations('mergeChecks');
  const { length: count } = checksIn(checking, section.documentId);
  if (count === 0) return null;
  const label = t('outline', { count });
  return (
    <span className={styles['marks']} title={label} data-testid="merge-check-marks">
      <IconArrowsSplit2 size={14} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
      <span className={styles['said']}>{label}</span>
    </span>
  );
}
