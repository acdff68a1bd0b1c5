import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type AllianceView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { RefusalWords } from '../ui/refusal-words.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { hasSigned, hasToSign } from './gap-places.ts';
import { useCommanding } from './use-alliance.ts';
import { useDay } from './words.ts';

import styles from './alliance-page.module.css';

/** What this alliance asks of me: to answer an invitation, to sign the charter. */
export function MyTurn({ alliance }: { readonly alliance: AllianceView }): JSX.Element | null {
  const { charter, seats, status } = alliance;
  if (status === 'closed') return null;
  const asked = seats.filter(({ abilities }) => abilities.includes('answer'));
  const toSign = seats.filter(
    (seat) =>
      charter.sealed !== undefined &&
      seat.abilities.includes('sign') &&
      hasToSign(seat) &&
      !hasSigned(seat),
  );
  return (
    <>
      {asked.map((seat) => (
        <Asked key={seat.id} alliance={alliance} seat={seat} />
      ))}
      {toSign.map((seat) => (
        <ToSign key={seat.id} alliance={alliance} seat={seat} />
      ))}
    </>
  );
}

function Asked({
  alliance,
  seat,
}: {
  readonly alliance: AllianceView;
  readonly seat: SeatView;
}): JSX.Element {
  const t = useTranslations('alliance');
  const day = useDay();
  const { send, ...sending } = useCommanding(alliance.id);
  const [isDeclining, setIsDeclining] = useState(false);
  const { byName = '', expiresAt = '', message = '' } = seat.asked ?? {};
  return (
    <section className={styles['turn']} aria-labelledby={`asked-${seat.id}`}>
      <h2 id={`asked-${seat.id}`}>{t('answer.title', { seat: seat.title })}</h2>
      <p>{t('answer.by', { name: byName, date: day(expiresAt) })}</p>
      {message === '' ? null : <p dir="auto">{t('answer.message', { message })}</p>}
      <p>{t('answer.after')}</p>
      <RefusalWords error={sending.error} />
      <div className={styles['ways']}>
        <Button
          loading={sending.isSending}
          onClick={() => void send({ type: 'accept', seatId: toSeatId(seat.id) })}
        >
          {t('do.accept')}
        </Button>
        <Button variant="default" onClick={() => setIsDeclining(true)}>
          {t('do.decline')}
        </Button>
      </div>
      {isDeclining ? (
        <DeclineDialog
          title={seat.title}
          sending={sending}
          onDecline={(words) => send({ type: 'decline', seatId: toSeatId(seat.id), ...words })}
          onClose={() => setIsDeclining(false)}
        />
      ) : null}
    </section>
  );
}

function ToSign({
  alliance: { id, charter },
  seat,
}: {
  readonly alliance: AllianceView;
  readonly seat: SeatView;
}): JSX.Element {
  const t = useTranslations('alliance.sign');
  return (
    <section className={styles['turn']} aria-labelledby={`sign-${seat.id}`}>
      <h2 id={`sign-${seat.id}`}>{t('turn')}</h2>
      <p>{t('turnText', { number: charter.sealed?.number ?? 0, seat: seat.title })}</p>
      <div className={styles['ways']}>
        <Button
          renderRoot={(props) => (
            <Link {...props} to="/alliances/$allianceId/charter" params={{ allianceId: id }} />
          )}
        >
          {t('open')}
        </Button>
      </div>
    </section>
  );
}
