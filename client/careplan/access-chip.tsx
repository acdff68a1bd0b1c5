import { type SectionAccess } from '@alliance/shared/access/section-right';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import styles from './access-chip.module.css';

/** What I may do in a section, in words with an icon. Without an interface for suggestions the truth is: read. */
export function AccessChip({ access }: { readonly access: SectionAccess }): JSX.Element {
  const t = useTranslations('access');
  const Icon = access === 'edit' ? IconPencil : IconEye;
  return (
    <span className={styles['chip']} data-access={access}>
      <Icon size={14} aria-hidden="true" />
      {access === 'edit' ? t('edit') : t('read')}
    </span>
  );
}
