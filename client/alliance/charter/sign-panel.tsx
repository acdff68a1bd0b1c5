import { type AllianceView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type CharterVersion } from '@alliance/shared/alliance/charter';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { hasSigned, hasToSign } from '../gap-places.ts';
import { type LoadedCharter } from './charter-page.tsx';
import { SignDialog } from './sign-dialog.tsx';

import styles from './charter.module.css';

/** For each of my seats that has not signed yet: what waits, and the way to sign it. */
export function SignPanel({
  alliance,
  charter,
  pin,
}: LoadedCharter & { readonly pin: string | undefined }): JSX.Element | null {
  const [signing, setSigning] = useState<string>();
  const { sealed } = charter;
  if (sealed === undefined || alliance.status === 'closed') return null;
  const mine = alliance.seats.filter((seat) => isAskedToSign(alliance, seat));
  const seat = alliance.seats.find(({ id }) => id === signing);
  return (
    <>
      {mine.map((each) => (
        <Waiting key={each.id} seat={each} sealed={sealed} onSign={() => setSigning(each.id)} />
      ))}
      {seat === undefined ? null : (
        <SignDialog
          alliance={alliance}
          charter={charter}
          sealed={sealed}
          seat={seat}
          pin={pin}
          onClose={() => setSigning(undefined)}
        />
      )}
    </>
  );
}

/** Whoever has refused can think better of it. */
function isAskedToSign({ mySeatIds }: AllianceView, seat: SeatView): boolean {
  const isMine = mySeatIds.includes(seat.id) && seat.abilities.includes('sign');
  return isMine && !hasSigned(seat);
}

function Waiting({
  seat,
  sealed,
  onSign,
}: {
  readonly seat: SeatView;
  readonly sealed: CharterVersion;
  readonly onSign: () => void;
}): JSX.Element {
  const t = useTranslations('alliance');
  const words = { number: sealed.number, seat: seat.title };
  return (
    <section className={`${styles['block']} ${styles['turn']}`} aria-labelledby={`turn-${seat.id}`}>
      <h2 id={`turn-${seat.id}`}>{t('sign.turn')}</h2>
      <p>{t(hasToSign(seat) ? 'sign.turnText' : 'sign.turnOptional', words)}</p>
      <div className={styles['ways']}>
        <Button onClick={onSign}>{t('charter.signVersion', words)}</Button>
      </div>
    </section>
  );
}
