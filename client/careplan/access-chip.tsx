import { type SectionAccess } from '@alliance/shared/access/section-right';
import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { IconEye, IconMessage, IconMessage2Plus, IconPencil } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './access-chip.module.css';

/** Each right has a sign of its own; the word beside it says the same. */
export const accessIcons = {
  edit: IconPencil,
  suggest: IconMessage2Plus,
  comment: IconMessage,
  read: IconEye,
} as const;

/** What I may do in a section as it stands: a damaged one can only be read. */
export function shownAccess(section: SectionView): SectionAccess {
  return section.isDamaged === true ? 'read' : section.access;
}

/** What I may do in a section, in words with an icon, told apart at a glance (PG23). What does not exist yet is not promised for now. */
export function AccessChip({ access }: { readonly access: SectionAccess }): JSX.Element {
  const t = useTranslations('access');
  const Icon = accessIcons[access];
  return (
    <span className={styles['chip']} data-access={access}>
      <Icon size={14} aria-hidden="true" />
      {t(access)}
    </span>
  );
}
