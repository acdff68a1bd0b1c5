import { type Patient } from '@alliance/shared/careplan/care-plan';
import { IconAlertTriangle, IconChevronDown } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';

import styles from './patient-banner.module.css';

/** Who this plan is for, always visible: labels without a colon, the value stronger, what is not known spelt out (NHS CUI patient banner). */
export function PatientBanner({ patient }: { readonly patient: Patient }): JSX.Element {
  const t = useTranslations('banner');
  const [isOpen, setIsOpen] = useState(false);
  const allergies = patient.allergies.length > 0 ? patient.allergies : [t('allergiesNotKnown')];
  return (
    <section
      className={styles['banner']}
      aria-label={t('label')}
      data-open={isOpen ? '' : undefined}
    >
      <p className={styles['name']}>{patient.name}</p>
      <ul className={styles['allergies']}>
        {allergies.map((allergy) => (
          <li key={allergy} data-none={noneKnown.test(allergy) ? '' : undefined}>
            {noneKnown.test(allergy) ? null : <IconAlertTriangle size={14} aria-hidden="true" />}
            {allergy}
          </li>
        ))}
      </ul>
      <Details patient={patient} />
      <button
        type="button"
        className={styles['more']}
        aria-expanded={isOpen}
        aria-label={isOpen ? t('less') : t('more')}
        onClick={() => setIsOpen(!isOpen)}
      >
        <IconChevronDown size={20} aria-hidden="true" />
      </button>
    </section>
  );
}

/** "No known allergies" is good news and does not shout. */
const noneKnown = /^no known/i;

function Details({ patient }: { readonly patient: Patient }): JSX.Element {
  const t = useTranslations('banner');
  const format = useFormatter();
  const age = yearsSince(patient.bornOn, useNow().getTime());
  const born = `${patient.bornOn}T12:00:00Z`;
  return (
    <dl className={styles['details']}>
      <Pair label={t('born')}>
        {t('bornOn', { date: format.dateTime(Date.parse(born), 'day'), age })}
      </Pair>
      {patient.identifier === '' ? null : <Pair label={t('identifier')}>{patient.identifier}</Pair>}
      <Pair label={t('preferredName')}>{patient.preferredName}</Pair>
      <Pair label={t('language')}>
        {patient.language ?? t('notKnown')}
        {patient.needsInterpreter ? ` · ${t('interpreter')}` : ''}
      </Pair>
    </dl>
  );
}

function Pair({
  label,
  children,
}: {
  readonly label: string;
  readonly children: React.ReactNode;
}): JSX.Element {
  return (
    <div className={styles['pair']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whole years between an ISO date and an instant. */
function yearsSince(isoDate: string, now: number): number {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  const today = new Date(now);
  const hadBirthday =
    today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day);
  return today.getFullYear() - year - (hadBirthday ? 0 : 1);
}
