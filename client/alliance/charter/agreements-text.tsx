import { type Agreements } from '@alliance/shared/alliance/charter';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useDay } from '../words.ts';

import styles from './charter.module.css';

/** What a seat is called, by its id. */
export type TitleOf = (seatId: string) => string;

/** Finds what a seat is called among some. */
export function titlesIn(
  seats: readonly { readonly seatId: string; readonly title: string }[],
): TitleOf {
  return (seatId) => seats.find((seat) => seat.seatId === seatId)?.title ?? '';
}

/** Agreements, to read. */
export function AgreementsText({
  agreements,
  titleOf,
}: {
  readonly agreements: Agreements;
  readonly titleOf: TitleOf;
}): JSX.Element {
  const t = useTranslations('alliance.charter');
  return (
    <dl className={styles['agreements']}>
      <div>
        <dt>{t('working')}</dt>
        <dd>
          <ul>
            {agreements.working.map(({ id, text }) => (
              <li key={id} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        </dd>
      </div>
      {useAgreementRows(agreements, titleOf).map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd dir="auto">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything but the working agreements, as terms and words. */
function useAgreementRows(
  agreements: Agreements,
  titleOf: TitleOf,
): readonly (readonly [term: string, words: string])[] {
  const t = useTranslations('alliance.charter');
  const day = useDay();
  const { tieBreakSeatId, responses, escalationPath, partnership } = agreements;
  const { representativeSeatId, attends } = partnership;
  const path = escalationPath.map(titleOf).join(' → ');
  return [
    [t('decision'), t(`decisionRule.${agreements.decisionRule}`)],
    [t('tieBreak'), tieBreakSeatId === undefined ? t('noTieBreak') : titleOf(tieBreakSeatId)],
    [
      t('responses'),
      (['routine', 'urgent', 'critical'] as const)
        .map((kind) => `${t(kind)}: ${responses[kind]}`)
        .join(' · '),
    ],
    [t('meeting'), agreements.meetingNorms],
    [t('escalation'), path === '' ? t('escalationNone') : path],
    [t('partnership'), t(`attends.${attends}`)],
    [
      t('represents'),
      representativeSeatId === undefined ? t('representsNobody') : titleOf(representativeSeatId),
    ],
    [t('conflict'), agreements.conflictSteps],
    [t('review'), day(agreements.reviewBy)],
  ];
}
