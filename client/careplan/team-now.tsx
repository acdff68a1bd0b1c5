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
        <div className={styles['gaps']}>
          <Gaps gaps={gaps.slice(0, gapsShownAtOnce)} />
          {gaps.length > gapsShownAtOnce ? (
            <details>
              <summary>{t('moreGaps', { count: gaps.length - gapsShownAtOnce })}</summary>
              <Gaps gaps={gaps.slice(gapsShownAtOnce)} />
            </details>
          ) : null}
        </div>
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

/** An alliance that is just being formed has many: all of them would push the plan out of the window. */
const gapsShownAtOnce = 3;

function Gaps({ gaps }: { readonly gaps: readonly string[] }): JSX.Element {
  return (
    <ul>
      {gaps.map((gap) => (
        <li key={gap}>{gap}</li>
      ))}
    </ul>
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
