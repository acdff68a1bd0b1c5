import { IconPrinter } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type JSX, useCallback, useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { useCommands } from '../../ui/commands/use-commands.ts';

import styles from './print-link.module.css';

/** Leads to the print page; so do the command palette and the keys with which every browser prints, for they would print the screen with its menus. */
export function PrintLink({ planId }: { readonly planId: string }): JSX.Element {
  const t = useTranslations('print');
  const navigate = useNavigate();
  const open = useCallback(
    () => void navigate({ to: '/plans/$planId/print', params: { planId } }),
    [navigate, planId],
  );
  useCommands(
    useMemo(
      () => [
        {
          id: 'print',
          group: 'action',
          label: t('command'),
          keywords: t('keywords'),
          keys: 'Mod+P',
          icon: <IconPrinter size={18} aria-hidden="true" />,
          run: open,
        },
      ],
      [t, open],
    ),
  );
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const isPrint = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
      if (!isPrint || event.shiftKey || event.altKey) return;
      // Nobody is led away from a form that waits.
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [open]);
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
