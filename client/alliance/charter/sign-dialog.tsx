import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type SignCharter } from '@alliance/shared/alliance/alliance-request';
import { type SeatView } from '@alliance/shared/alliance/alliance-view';
import { type CharterVersion, type SignatureMeaning } from '@alliance/shared/alliance/charter';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import { Notice } from '../../ui/notice.tsx';
import { ActionDialog } from '../action-dialog.tsx';
import { usePosting } from '../use-alliance.ts';
import { type LoadedCharter } from './charter-page.tsx';
import { Difference } from './difference.tsx';
import { SignFields, type SignWords, troublesOf } from './sign-fields.tsx';
import { VersionText } from './versions.tsx';

import styles from './charter.module.css';

/** What {@link SignDialog} needs. */
export interface SignDialogProps extends LoadedCharter {
  /** The version that asks for signatures now. */
  readonly sealed: CharterVersion;
  readonly seat: SeatView;
  readonly pin: string | undefined;
  readonly onClose: () => void;
}

/** Signs the version that was read, and no other: when another one was put forward meanwhile, what changed is shown first, and what was written stays. */
export function SignDialog(props: SignDialogProps): JSX.Element {
  const t = useTranslations('alliance.charter');
  const { alliance, sealed, seat, onClose } = props;
  const { post, ...sending } = usePosting(alliance.id);
  const [reading] = useState(sealed);
  const [words, setWords] = useState<SignWords>({ meaning: undefined, note: '', proof: '' });
  const [isTried, setIsTried] = useState(false);
  const isMoved = sealed.hash !== reading.hash;
  const sign = async (): Promise<boolean> => {
    setIsTried(true);
    const { meaning } = words;
    if (meaning === undefined || troublesOf(words).size > 0) return false;
    const body = signatureOf(seat, sealed, { ...words, meaning });
    return (await post(['charter', 'signatures'], body)) !== undefined;
  };
  return (
    <ActionDialog
      title={t('signTitle', { number: sealed.number, seat: seat.title })}
      sure={t(words.meaning === 'decline' ? 'sayNo' : 'signSure')}
      // That it moved on is said with what changed.
      sending={isMoved ? { ...sending, error: undefined } : sending}
      onSure={sign}
      onClose={onClose}
      size="xl"
    >
      {isMoved ? <Notice tone="warn">{t('moved')}</Notice> : null}
      <Read {...props} reading={reading} isMoved={isMoved} />
      <SignFields
        words={words}
        pin={props.pin}
        troubles={isTried ? troublesOf(words) : nothing}
        onChange={setWords}
      />
    </ActionDialog>
  );
}

const nothing: ReadonlySet<never> = new Set();

/** What is to be read before signing: what changed since I signed, or since I began to read; the whole is always there. */
function Read({
  alliance,
  charter: { signedBefore },
  sealed,
  reading,
  isMoved,
}: SignDialogProps & {
  readonly reading: CharterVersion;
  readonly isMoved: boolean;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  const before = isMoved ? reading : signedBefore;
  const heading = before === undefined || isMoved ? undefined : before.number;
  return (
    <>
      {heading === undefined ? null : <h3>{t('since', { number: heading })}</h3>}
      {before === undefined ? (
        <p>{t('first')}</p>
      ) : (
        <Difference
          before={before.content}
          after={sealed.content}
          sections={alliance.sections}
          none={t('sinceNone', { number: before.number })}
        />
      )}
      <details className={styles['whole']} open={before === undefined}>
        <summary>{t('whole', { number: sealed.number })}</summary>
        <VersionText version={sealed} alliance={alliance} />
      </details>
    </>
  );
}

function signatureOf(
  seat: SeatView,
  { number, hash }: CharterVersion,
  { meaning, note, proof }: SignWords & { readonly meaning: SignatureMeaning },
): SignCharter {
  return {
    seatId: toSeatId(seat.id),
    number,
    hash,
    meaning,
    ...(meaning === 'agree' ? {} : { note: note.trim() }),
    proof,
  };
}
