import { toSeatId } from '@alliance/shared/alliance/alliance';
import { IconCheck, IconClock, IconPlus, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge, disciplineCode } from '../../ui/discipline-badge.tsx';
import { type SeatBefore, mySeatBefore, seatsBefore } from './goal-seats.ts';
import { useInstantWords } from './item-words.ts';
import { type ItemParts, type ItemViewOf } from './items-context.ts';

import styles from './goal-team.module.css';

type GoalParts = ItemParts<ItemViewOf<'goal'>>;

/** One chip per seat – contributed, asked, not yet – with its word; then what is mine to do. */
export function GoalTeam(parts: GoalParts): JSX.Element {
  const t = useTranslations('items');
  return (
    <div className={styles['team']} data-team="" tabIndex={-1}>
      <ul className={styles['chips']} aria-label={t('team')}>
        {seatsBefore(parts.items, parts.item).map((before) => (
          <li key={before.seat.id} tabIndex={-1}>
            <Chip {...parts} before={before} />
          </li>
        ))}
      </ul>
      <Mine {...parts} />
    </div>
  );
}

function Chip({ items, item, before }: GoalParts & { readonly before: SeatBefore }): JSX.Element {
  const t = useTranslations('items');
  const { seat, part, agreement } = before;
  const words = useChipWords()(before);
  const code = disciplineCode(seat.disciplineKey);
  const isFree = part === undefined && !before.isPatientSide;
  if (isFree && agreement === undefined && item.can.includes('ask') && !isMine(items, seat.id))
    return (
      <button
        type="button"
        className={styles['chip']}
        data-state="not-yet"
        data-discipline={code}
        aria-label={t('askSeat', { code, seat: seat.title })}
        title={words}
        onClick={({ currentTarget }) => {
          // The button goes: the keyboard stays at the seat, where its new words are read out.
          currentTarget.closest('li')?.focus();
          void items.desk.change(item.id, { type: 'ask', seatId: toSeatId(seat.id) });
        }}
      >
        <IconPlus size={13} aria-hidden="true" />
        {t('ask', { code })}
      </button>
    );
  return (
    <span
      className={styles['chip']}
      data-state={stateOf(before)}
      data-discipline={code}
      title={words}
    >
      <DisciplineBadge discipline={seat.disciplineKey} />
      {part?.contributed === undefined ? null : <IconCheck size={14} aria-hidden="true" />}
      {part?.contributed === undefined && part?.asked !== undefined ? (
        <>
          <IconClock size={14} aria-hidden="true" />
          <span aria-hidden="true">{t('asked')}</span>
        </>
      ) : null}
      <Word before={before} />
      <span className={styles['spoken']}>{words}</span>
    </span>
  );
}

function Word({ before: { agreement } }: { readonly before: SeatBefore }): JSX.Element | null {
  if (agreement?.answer === 'agree')
    return <IconThumbUp size={14} className={styles['agree']} aria-hidden="true" />;
  if (agreement?.answer === 'disagree')
    return <IconThumbDown size={14} className={styles['disagree']} aria-hidden="true" />;
  return null;
}

function stateOf({ part, agreement, isPatientSide }: SeatBefore): string {
  if (agreement?.answer === 'disagree') return 'disagree';
  if (part?.contributed !== undefined) return 'contributed';
  if (part?.asked !== undefined) return 'asked';
  return isPatientSide && agreement?.answer === 'agree' ? 'contributed' : 'not-yet';
}

function useChipWords(): (before: SeatBefore) => string {
  const t = useTranslations('items');
  const when = useInstantWords();
  return ({ seat, part, agreement, isPatientSide }) => {
    const answer = t(`chip.${agreement?.answer ?? 'pending'}`);
    if (isPatientSide) return `${seat.title}: ${answer}`;
    const asked = part?.asked;
    const about =
      part?.contributed !== undefined
        ? t('chip.contributed', { seat: seat.title })
        : asked === undefined
          ? t('chip.notYet', { seat: seat.title })
          : t('chip.asked', { seat: seat.title, when: when(asked.at) });
    return t('chip.both', { part: about, answer });
  };
}

function isMine({ plan }: GoalParts['items'], seatId: string): boolean {
  return plan.mySeatIds.includes(seatId);
}

/** What the reader's own seat has not said yet. */
function Mine({ items, item }: GoalParts): JSX.Element | null {
  const t = useTranslations('items');
  const mine = mySeatBefore(items, item);
  if (mine === undefined) return null;
  const hasPart = mine.isPatientSide || mine.part?.contributed !== undefined;
  const hasWord = mine.agreement !== undefined && mine.agreement.answer !== 'pending';
  const seatId = toSeatId(mine.seat.id);
  return (
    <div className={styles['mine']}>
      {hasPart || !item.can.includes('contribute') ? null : (
        <button
          type="button"
          data-called={mine.part?.asked === undefined ? undefined : ''}
          onClick={() => items.open({ about: 'part', itemId: item.id })}
        >
          {t('addPart')}
        </button>
      )}
      {hasWord || !item.can.includes('answer') ? null : (
        <>
          <button
            type="button"
            onClick={({ currentTarget }) => {
              currentTarget.closest<HTMLElement>('[data-team]')?.focus();
              void items.desk.change(item.id, {
                type: 'answer',
                seatId,
                answer: 'agree',
                note: '',
              });
            }}
          >
            <IconThumbUp size={14} aria-hidden="true" />
            {t('agree')}
          </button>
          <button type="button" onClick={() => items.open({ about: 'disagree', itemId: item.id })}>
            <IconThumbDown size={14} aria-hidden="true" />
            {t('disagree')}
          </button>
        </>
      )}
    </div>
  );
}
