import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { PersonFace } from '../ui/person-face.tsx';
import { usePlainDiscipline } from '../ui/plain-discipline.ts';

import styles from './patient-page.module.css';

/** Who looks after me now, what for, and how to reach them (PP5). */
export function MyTeam({
  seats,
  patientName,
}: {
  readonly seats: readonly SeatView[];
  /** For the family: whose team it is. */
  readonly patientName?: string;
}): JSX.Element {
  const t = useTranslations('patient');
  const professionals = seats.filter(
    ({ disciplineKey, isSimulated }) =>
      isSimulated !== true && !(isDisciplineKey(disciplineKey) && isPatientSide(disciplineKey)),
  );
  return (
    <section className={styles['card']} aria-labelledby="team-heading">
      <h2 id="team-heading">
        {patientName === undefined ? t('team') : t('teamTo', { name: patientName })}
      </h2>
      <ul className={styles['team']}>
        {professionals.map((seat) => (
          <TeamMember key={seat.id} seat={seat} patientName={patientName} />
        ))}
      </ul>
    </section>
  );
}

function TeamMember({
  seat,
  patientName,
}: {
  readonly seat: SeatView;
  readonly patientName: string | undefined;
}): JSX.Element {
  const t = useTranslations('patient');
  const plain = usePlainDiscipline(patientName);
  const name = seat.now[0]?.name;
  return (
    <li>
      <PersonFace
        size="lg"
        person={{ name: name ?? seat.title, disciplineKey: seat.disciplineKey }}
      />
      <div>
        <h3>{name ?? t('nobodyNow')}</h3>
        <p>{plain(seat.disciplineKey, seat.title)}</p>
        {seat.offers.map((offer) => (
          <p key={offer}>{offer}</p>
        ))}
        <p className={styles['reach']}>{t('reach', { contact: seat.contact })}</p>
      </div>
    </li>
  );
}
