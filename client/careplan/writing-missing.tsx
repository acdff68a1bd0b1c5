import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { PartMissing } from '../ui/part-missing.tsx';
import { useStore } from '../ui/use-store.ts';
import { missingParts } from './writing-parts.ts';

import styles from './plan-notices.module.css';

/** Says once, for the whole page, that what writing needs did not arrive; everything can still be read (PG27). */
export function WritingMissing(): JSX.Element | null {
  const t = useTranslations('missing');
  const missing = useStore(missingParts, missingParts.get());
  if (missing.size === 0) return null;
  return (
    <div className={styles['notices']}>
      <PartMissing>{t('writing')}</PartMissing>
    </div>
  );
}
