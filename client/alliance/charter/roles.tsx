import { type AllianceSection } from '@alliance/shared/alliance/alliance-view';
import { type CharterSeat } from '@alliance/shared/alliance/charter';
import { type JSX, useId } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { Expectations } from '../seat/seat-card.tsx';

import styles from './charter.module.css';

/** The role cards that a charter holds: signed with it. */
export function Roles({
  seats,
  sections,
  number,
}: {
  readonly seats: readonly CharterSeat[];
  readonly sections: readonly AllianceSection[];
  /** The version that they are of; absent as they are now. */
  readonly number?: number;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const id = useId();
  return (
    <section className={styles['block']} aria-labelledby={id}>
      <h2 id={id}>{number === undefined ? t('roles') : t('rolesOf', { number })}</h2>
      <ul className={styles['roles']}>
        {seats.map((seat) => (
          <RoleCard key={seat.seatId} seat={seat} sections={sections} />
        ))}
      </ul>
    </section>
  );
}

function RoleCard({
  seat,
  sections,
}: {
  readonly seat: CharterSeat;
  readonly sections: readonly AllianceSection[];
}): JSX.Element {
  const t = useTranslations('alliance');
  const marks = [
    ...(seat.isLead ? [t('lead')] : []),
    ...(seat.isSteward ? [t('steward')] : []),
    ...(seat.isRequired ? [] : [t('optional')]),
  ];
  const rights = seat.scope.flatMap(({ sectionKey, right }) => {
    const heading = sections.find(({ key }) => key === sectionKey)?.heading;
    return heading === undefined ? [] : [t('rightsAre', { heading, right: t(`right.${right}`) })];
  });
  return (
    <li>
      <h3>
        <DisciplineBadge discipline={seat.disciplineKey} /> {seat.title}
      </h3>
      {marks.length === 0 ? null : <p className={styles['quiet']}>{marks.join(' · ')}</p>}
      <Expectations label={t('responsibilities')} items={seat.responsibilities} />
      <Expectations label={t('offers')} items={seat.offers} />
      <Expectations label={t('needsFrom')} items={seat.needs} />
      {rights.length === 0 ? null : (
        <p className={styles['quiet']}>{t('charter.rights', { rights: rights.join(', ') })}</p>
      )}
    </li>
  );
}
