import { IconPrinter } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useEffect } from 'react';
import { useTranslations } from 'use-intl';

import styles from './print-link.module.css';

/** Leads to the print page; so do the keys with which every browser prints, for they would print the screen with its menus. */
export function PrintLink({ planId }: { readonly planId: string }): JSX.Element {
  const t = useTranslations('print');
  const navigate = useNavigate();
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const isPrint = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
      if (!isPrint || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void navigate({ to: '/plans/$planId/print', params: { planId } });
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [navigate, planId]);
  return (
    <Link
      className={styles['link']}
      to="/plans/$planId/print"
      params={{ planId }}
      aria-label={t('link')}
      title={t('link')}
    >
      <IconPrinter size={20} aria-hidden="true" />
    </Link>
  );
}
