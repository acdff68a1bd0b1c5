import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { useNow, useTranslations } from 'use-intl';

import { DescribeDialog } from './describe-dialog.tsx';
import { useDay } from './words.ts';

import styles from './alliance-page.module.css';

/** Whom it is for, what for, and how it stands: in one glance. */
export function AllianceHead({
  alliance,
  planId,
}: {
  readonly alliance: AllianceView;
  readonly planId: string | undefined;
}): JSX.Element {
  const t = useTranslations('alliance');
  const [isChanging, setIsChanging] = useState(false);
  const { id, name, purpose, preferredName, abilities, isInterprofessional } = alliance;
  return (
    <header className={styles['head']}>
      <h1>{name}</h1>
      {preferredName === undefined || preferredName === '' ? null : (
        <p className={styles['for']}>{t('for', { name: preferredName })}</p>
      )}
      <p className={styles['purpose']} data-quiet={purpose === '' ? '' : undefined}>
        {purpose === '' ? t('noPurpose') : purpose}
      </p>
      <p className={styles['standing']}>
        <Standing alliance={alliance} />
        {isInterprofessional ? (
          <span className={styles['badge']} title={t('interprofessionalHelp')}>
            <IconUsersGroup size={16} aria-hidden="true" /> {t('interprofessional')}
          </span>
        ) : null}
      </p>
      <nav className={styles['ways']} aria-label={name}>
        {planId === undefined ? null : (
          <Button
            size="compact-md"
            renderRoot={(props) => <Link {...props} to="/plans/$planId" params={{ planId }} />}
          >
            {t('openPlan')}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/alliances/$allianceId/charter" params={{ allianceId: id }} />
          )}
        >
          {t('charter.open')}
        </Button>
        {abilities.includes('manage') && alliance.status !== 'closed' ? (
          <Button size="compact-md" variant="default" onClick={() => setIsChanging(true)}>
            {t('do.describe')}
          </Button>
        ) : null}
      </nav>
      {isChanging ? (
        <DescribeDialog alliance={alliance} onClose={() => setIsChanging(false)} />
      ) : null}
    </header>
  );
}

function Standing({ alliance }: { readonly alliance: AllianceView }): JSX.Element {
  const t = useTranslations('alliance');
  const day = useDay();
  const now = useNow({ updateInterval: 60_000 });
  const { status, activeSince, reviewBy, charter } = alliance;
  const isOver = Date.parse(reviewBy) + 24 * 60 * 60_000 < now.getTime();
  const { sealed, signed, toSign } = charter;
  return (
    <span>
      <strong>{t(`status.${status}`)}</strong>
      {activeSince === undefined ? null : ` · ${t('since', { date: day(activeSince) })}`}
      {` · ${t('charter.title')}: `}
      {sealed === undefined
        ? t('charter.none')
        : signed === toSign
          ? t('charter.standingAll', { number: sealed.number, toSign })
          : t('charter.standing', { number: sealed.number, signed, toSign })}
      {` · ${t(isOver ? 'reviewOver' : 'review', { date: day(reviewBy) })}`}
    </span>
  );
}
