import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';

import styles from './account-page.module.css';

/** The codes for the day on which the phone is not there; shown once. */
export function BackupCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}): JSX.Element {
  const t = useTranslations('account.second');
  return (
    <>
      <div className={styles['printed']}>
        <h3>{t('codesTitle')}</h3>
        <p>{t('codesLead')}</p>
        <ul className={styles['codes']} aria-label={t('codesList')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className={styles['actions']}>
        <CopyButton size="sm" read={() => codes.join('\n')} />
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
        <Button size="sm" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </>
  );
}
