import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { usePosting } from '../use-alliance.ts';
import { useDay } from '../words.ts';
import { type LoadedCharter } from './charter-page.tsx';

import styles from './charter.module.css';

/** What stands at the top of a charter: what it is for, how it stands, and the ways to put it forward and to print it. */
export function CharterHead({
  alliance,
  charter,
  planId,
  hasUnsaved,
  children,
}: LoadedCharter & {
  readonly planId: string | undefined;
  readonly hasUnsaved: () => boolean;
  readonly children: ReactNode;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const openPlan = useTranslations('alliance')('openPlan');
  const [isSealing, setIsSealing] = useState(false);
  const maySeal = alliance.abilities.includes('seal') && alliance.status !== 'closed';
  return (
    <header className={styles['head']}>
      <h1>
        {t('title')} · {alliance.name}
      </h1>
      <p className={styles['purpose']}>{alliance.purpose}</p>
      <p className={styles['quiet']}>
        <Standing alliance={alliance} charter={charter} />
      </p>
      <div className={styles['ways']}>
        {maySeal && (charter.isChanged || charter.sealed === undefined) ? (
          <Button size="compact-md" onClick={() => setIsSealing(true)}>
            {t('seal')}
          </Button>
        ) : null}
        {planId !== undefined && alliance.status === 'active' ? (
          <Button
            size="compact-md"
            variant="default"
            renderRoot={(props) => <Link {...props} to="/plans/$planId" params={{ planId }} />}
          >
            {openPlan}
          </Button>
        ) : null}
        {children}
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
      </div>
      {isSealing ? (
        <SealDialog
          alliance={alliance}
          charter={charter}
          hasUnsaved={hasUnsaved}
          onClose={() => setIsSealing(false)}
        />
      ) : null}
    </header>
  );
}

function Standing({ alliance, charter }: LoadedCharter): JSX.Element {
  const t = useTranslations('alliance.charter');
  const status = useTranslations('alliance.status')(alliance.status);
  const day = useDay();
  const { sealed, signed, toSign } = alliance.charter;
  if (sealed === undefined) return <>{`${status} · ${t('none')}`}</>;
  const { number, at } = sealed;
  return (
    <>
      <strong role="status">{status}</strong>
      {' · '}
      {signed === toSign
        ? t('standingAll', { number, toSign })
        : t('standing', { number, signed, toSign })}
      {` · ${t('putForward', { date: day(at) })} · `}
      {t(charter.isChanged ? 'changed' : 'unchanged')}
    </>
  );
}

function SealDialog({
  alliance,
  charter,
  hasUnsaved,
  onClose,
}: LoadedCharter & {
  readonly hasUnsaved: () => boolean;
  readonly onClose: () => void;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const { post, ...sending } = usePosting(alliance.id);
  const before = charter.sealed?.number;
  const [isUnsaved, setIsUnsaved] = useState(false);
  const seal = async (): Promise<boolean> => {
    const isTooEarly = hasUnsaved();
    setIsUnsaved(isTooEarly);
    if (isTooEarly) return false;
    const body = { baseRevision: charter.revision };
    return (await post(['charter', 'versions'], body)) !== undefined;
  };
  return (
    <ActionDialog
      title={t('sealTitle')}
      sure={t('sealSure')}
      sending={sending}
      onSure={seal}
      onClose={onClose}
    >
      <p>{t('sealText', { number: (before ?? 0) + 1 })}</p>
      {before === undefined ? null : <p>{t('sealBefore', { number: before })}</p>}
      {isUnsaved ? <Notice tone="stop">{t('sealUnsaved')}</Notice> : null}
    </ActionDialog>
  );
}
