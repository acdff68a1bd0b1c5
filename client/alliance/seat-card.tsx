import { type CoverView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge, disciplineCode } from '../ui/discipline-badge.tsx';
import { useMoment } from '../ui/use-moment.ts';

import styles from './seat-card.module.css';

/** One seat: who sits there now and next, how to reach them, what they answer for, offer and need. */
export function SeatCard({ seat }: { readonly seat: SeatView }): JSX.Element {
  const t = useTranslations('alliance');
  return (
    <li className={styles['card']} data-discipline={disciplineCode(seat.disciplineKey)}>
      <h3>
        <DisciplineBadge discipline={seat.disciplineKey} /> {seat.title}
        {seat.isLead ? <span className={styles['tag']}>{t('lead')}</span> : null}
        {seat.isSteward ? <span className={styles['tag']}>{t('steward')}</span> : null}
        {seat.invitation === 'accepted' ? null : (
          <span className={styles['tag']} data-tone="warn">
            {t(`invitation.${invitationKey(seat.invitation)}`)}
          </span>
        )}
      </h3>
      <Covers seat={seat} />
      <p className={styles['contact']}>{seat.contact}</p>
      <Expectations label={t('responsibilities')} items={seat.responsibilities} />
      <Expectations label={t('offers')} items={seat.offers} />
      <Expectations label={t('needs')} items={seat.needs} />
    </li>
  );
}

function Covers({ seat }: { readonly seat: SeatView }): JSX.Element {
  const t = useTranslations('alliance');
  const words = useCoverWords();
  return (
    <dl className={styles['covers']}>
      <div>
        <dt>{t('now')}</dt>
        <dd>{seat.now.length === 0 ? t('nobody') : seat.now.map(words.now).join(', ')}</dd>
      </div>
      {seat.next === undefined ? null : (
        <div>
          <dt>{t('next')}</dt>
          <dd>{words.next(seat.next)}</dd>
        </div>
      )}
    </dl>
  );
}

function useCoverWords(): Readonly<Record<'now' | 'next', (cover: CoverView) => string>> {
  const t = useTranslations('alliance');
  const moment = useMoment();
  return {
    now: ({ name, kind, to }) => {
      const who = kind === 'primary' ? name : t(`kind.${kind}`, { name });
      return to === undefined ? who : t('until', { who, time: moment(to) });
    },
    next: ({ name, from }) => t('from', { who: name, time: moment(from) }),
  };
}

function Expectations({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly string[];
}): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <div className={styles['expectations']}>
      <h4>{label}</h4>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

/** The invitation as a word of ours; anything unknown is still open. */
function invitationKey(
  invitation: SeatView['invitation'],
): 'declined' | 'expired' | 'withdrawn' | 'requested' {
  if (invitation === 'declined' || invitation === 'expired' || invitation === 'withdrawn')
    return invitation;
  return 'requested';
}
