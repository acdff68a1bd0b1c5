import { toSeatId } from '@alliance/shared/alliance/alliance';
import {
  type AllianceView,
  type CoverView,
  type SeatView,
} from '@alliance/shared/alliance/alliance-view';
import { toPersonId } from '@alliance/shared/identity/person';
import { Button } from '@mantine/core';
import { type JSX } from 'react';
import { useNow, useTranslations } from 'use-intl';

import { RefusalWords } from '../../ui/refusal-words.tsx';
import { useMoment } from '../../ui/use-moment.ts';
import { useCommanding } from '../use-alliance.ts';

import styles from './seat-card.module.css';

/** Who sits in a seat now and next, and what was left to them. */
export function Covers({
  alliance,
  seat,
}: {
  readonly alliance: AllianceView;
  readonly seat: SeatView;
}): JSX.Element {
  const t = useTranslations('alliance');
  const words = useCoverWords();
  const notes = seat.coverage.filter(({ handover }) => handover !== undefined);
  return (
    <>
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
      {notes.map((cover) => (
        <Note key={`${cover.personId} ${cover.from}`} cover={cover} />
      ))}
      {seat.abilities.includes('cover') && alliance.status !== 'closed' ? (
        <Arranged alliance={alliance} seat={seat} />
      ) : null}
    </>
  );
}

function Note({ cover: { name, handover } }: { readonly cover: CoverView }): JSX.Element | null {
  const t = useTranslations('alliance');
  const moment = useMoment();
  if (handover === undefined) return null;
  return (
    <blockquote className={styles['note']} dir="auto">
      <p className={styles['quiet']}>{t('handoverFrom', { name, time: moment(handover.at) })}</p>
      {handover.text}
    </blockquote>
  );
}

/** The stretches that were arranged and can be ended: those that have an end, or have not begun. */
function Arranged({ alliance, seat }: Parameters<typeof Covers>[0]): JSX.Element | null {
  const t = useTranslations('alliance');
  const words = useCoverWords();
  const moment = useMoment();
  const now = useNow({ updateInterval: 60_000 }).getTime();
  const { send, ...sending } = useCommanding(alliance.id);
  const rows = seat.coverage.filter(
    ({ from, to, kind }) =>
      (to === undefined || Date.parse(to) > now) &&
      (kind !== 'primary' || to !== undefined || Date.parse(from) > now),
  );
  if (rows.length === 0) return null;
  return (
    <details className={styles['later']}>
      <summary>{t('later')}</summary>
      <RefusalWords error={sending.error} />
      <ul>
        {rows.map((cover) => (
          <li key={`${cover.personId} ${cover.from}`}>
            {words.stretch(cover)}
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={sending.isSending}
              aria-label={t('do.endCoverNamed', { name: cover.name, time: moment(cover.from) })}
              onClick={() =>
                void send({
                  type: 'end-cover',
                  seatId: toSeatId(seat.id),
                  personId: toPersonId(cover.personId),
                  from: cover.from,
                })
              }
            >
              {t('do.endCover')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function useCoverWords(): Readonly<
  Record<'now' | 'next' | 'stretch', (cover: CoverView) => string>
> {
  const t = useTranslations('alliance');
  const moment = useMoment();
  const who = ({ name, kind }: CoverView): string =>
    kind === 'primary' ? name : t(`kind.${kind}`, { name });
  return {
    now: (cover) =>
      cover.to === undefined ? who(cover) : t('until', { who: who(cover), time: moment(cover.to) }),
    next: (cover) => t('from', { who: who(cover), time: moment(cover.from) }),
    stretch: (cover) => {
      const from = moment(cover.from);
      return cover.to === undefined
        ? t('from', { who: who(cover), time: from })
        : t('stretch', { who: who(cover), from, to: moment(cover.to) });
    },
  };
}
