import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { Link } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../ui/discipline-badge.tsx';
import { useMoment } from '../ui/use-moment.ts';
import { Reach } from './reach.tsx';

import styles from './team-now.module.css';

/** Who covers each seat now and next, and how to reach whoever sits there; what nobody covers is said (NW5). */
export function TeamNow({
  seats,
  gaps,
  allianceId,
}: {
  readonly seats: readonly SeatView[];
  readonly gaps: readonly string[];
  readonly allianceId: string;
}): JSX.Element {
  const t = useTranslations('now');
  return (
    <>
      {gaps.length === 0 ? null : (
        <ul className={styles['gaps']}>
          {gaps.map((gap) => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      )}
      <ul className={styles['team']}>
        {seats.map((seat) => (
          <SeatRow key={seat.id} seat={seat} />
        ))}
      </ul>
      <Link className={styles['more']} to="/alliances/$allianceId" params={{ allianceId }}>
        {t('alliance')}
      </Link>
    </>
  );
}

function SeatRow({ seat }: { readonly seat: SeatView }): JSX.Element {
  const t = useTranslations('now');
  const moment = useMoment();
  const [cover] = seat.now;
  return (
    <li className={styles['seat']}>
      <span className={styles['badge']}>
        <DisciplineBadge discipline={seat.disciplineKey} />
      </span>
      <div className={styles['words']}>
        <p>
          <strong>{cover?.name ?? t('nobodyNow')}</strong>{' '}
          <span className={styles['contact']}>
            <Reach words={seat.contact} />
          </span>
        </p>{' '}
        <p className={styles['quiet']}>
          {seat.title}
          {cover?.to === undefined ? null : ` · ${t('until', { time: moment(cover.to) })}`}
          {seat.next === undefined
            ? null
            : ` · ${t('next', { name: seat.next.name, time: moment(seat.next.from) })}`}
        </p>
      </div>
    </li>
  );
}
