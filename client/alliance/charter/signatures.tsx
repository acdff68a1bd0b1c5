import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { hasToSign } from '../gap-places.ts';
import { useDay } from '../words.ts';
import { type LoadedCharter } from './charter-page.tsx';

import styles from './charter.module.css';

/** Who has said what to the version that asks for signatures, and who has not yet. */
export function Signatures({ alliance, charter }: LoadedCharter): JSX.Element | null {
  const t = useTranslations('alliance.charter');
  const { sealed } = charter;
  if (sealed === undefined) return null;
  const said = alliance.seats.filter(({ signature }) => signature !== undefined);
  const waiting = alliance.seats.filter((seat) => seat.signature === undefined && hasToSign(seat));
  return (
    <section className={styles['block']} aria-labelledby="signed-heading">
      <h2 id="signed-heading">{t('signedBy', { number: sealed.number })}</h2>
      <ul className={styles['signatures']}>
        {said.map((seat) => (
          <Said key={seat.id} seat={seat} />
        ))}
        {waiting.map(({ id, title }) => (
          <li key={id} data-waits="">
            {t('waits', { seat: title })}
          </li>
        ))}
      </ul>
      <p className={styles['hash']}>
        {t('hash')}: <code>{sealed.hash}</code>
      </p>
    </section>
  );
}

function Said({ seat }: { readonly seat: SeatView }): JSX.Element | null {
  const t = useTranslations('alliance.charter');
  const day = useDay();
  const { signature } = seat;
  if (signature === undefined) return null;
  const { name, at, meaning, note } = signature;
  return (
    <li>
      {t('signature', { seat: seat.title, name, date: day(at) })} · {t(`meaningOf.${meaning}`)}
      {note === undefined ? null : <q dir="auto">{note}</q>}
    </li>
  );
}
