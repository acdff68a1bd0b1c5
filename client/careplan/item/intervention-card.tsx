import { IconAlertTriangle, IconHandStop, IconUser } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { DisciplineBadge, disciplineCode } from '../../ui/discipline-badge.tsx';
import { useStore } from '../../ui/use-store.ts';
import { WordsWithPlaces } from '../../ui/words-with-places.tsx';
import { ItemTools } from './item-tools.tsx';
import { useDayWords, useInstantWords, useItemName, useTimingWords } from './item-words.ts';
import { type ItemParts, type ItemViewOf, seatOf } from './items-context.ts';

import styles from './intervention-card.module.css';

type InterventionParts = ItemParts<ItemViewOf<'intervention'>>;

/** An intervention as a card of its own: what, who, how often, until when, for which goals; what to be careful with and when to stop. */
export function InterventionCard(parts: InterventionParts): JSX.Element {
  const { items, item } = parts;
  const responsible = seatOf(items, item.fields.responsible.value ?? '');
  return (
    <div
      className={styles['intervention']}
      data-discipline={disciplineCode(responsible?.disciplineKey ?? '')}
    >
      <InterventionLine {...parts} />
      <ServedGoals {...parts} />
    </div>
  );
}

/** The same in one line, with its warnings below: as it stands under its goal. In short where its own card stands near. */
export function InterventionLine(
  parts: InterventionParts & { readonly isShort?: boolean },
): JSX.Element {
  const { item } = parts;
  const { text, status } = item.fields;
  const t = useTranslations('items');
  return (
    <div className={styles['line']} data-status={status.value}>
      <div className={styles['main']}>
        <span className={styles['text']}>
          {text.value === '' ? t('nameless.intervention') : <WordsWithPlaces words={text.value} />}
        </span>{' '}
        <Facts {...parts} />
      </div>
      {parts.isShort === true ? null : (
        <>
          <ItemTools {...parts} />
          <Warnings {...parts} />
        </>
      )}
    </div>
  );
}

function Facts({
  items,
  item,
  isShort = false,
}: InterventionParts & { readonly isShort?: boolean }): JSX.Element {
  const t = useTranslations('items');
  const timing = useTimingWords();
  const day = useDayWords();
  const when = useInstantWords();
  const { responsible, frequency, endOn, location, status } = item.fields;
  const seat = seatOf(items, responsible.value ?? '');
  const last = item.done.at(-1);
  const words = [
    frequency.value === null ? '' : timing(frequency.value),
    isShort ? '' : location.value,
    endOn.value === null || isShort ? '' : t('by', { date: day(endOn.value) }),
    status.value === 'active' ? '' : t(`status.${status.value}`),
    last === undefined || isShort ? '' : t('doneLast', { when: when(last.at), name: last.by.name }),
  ].filter(Boolean);
  return (
    <span className={styles['facts']}>
      {seat === undefined ? (
        <span>{t('responsible')}</span>
      ) : (
        <span className={styles['who']}>
          <DisciplineBadge discipline={seat.disciplineKey} /> {seat.title}
        </span>
      )}
      {item.assisting.map((seatId) => {
        const assisting = seatOf(items, seatId);
        return assisting === undefined ? null : (
          <DisciplineBadge key={seatId} discipline={assisting.disciplineKey} />
        );
      })}
      {words.map((each) => (
        <span key={each}>{each}</span>
      ))}
    </span>
  );
}

function Warnings({ item }: InterventionParts): JSX.Element | null {
  const t = useTranslations('items');
  const { patientPart, precautions, stopRule } = item.fields;
  if ([patientPart, precautions, stopRule].every(({ value }) => value === '')) return null;
  return (
    <ul className={styles['warnings']}>
      {patientPart.value === '' ? null : (
        <li>
          <IconUser size={14} aria-hidden="true" />
          <WordsWithPlaces words={t('patientPart', { words: patientPart.value })} />
        </li>
      )}
      {precautions.value === '' ? null : (
        <li data-tone="warn">
          <IconAlertTriangle size={14} aria-hidden="true" />
          <WordsWithPlaces words={t('precautions', { words: precautions.value })} />
        </li>
      )}
      {stopRule.value === '' ? null : (
        <li data-tone="stop">
          <IconHandStop size={14} aria-hidden="true" />
          <WordsWithPlaces words={t('stopRule', { words: stopRule.value })} />
        </li>
      )}
    </ul>
  );
}

function ServedGoals({ items, item }: InterventionParts): JSX.Element | null {
  const t = useTranslations('items');
  const name = useItemName();
  const all = useStore(items.desk.items, undefined) ?? [];
  const goals = all.filter(({ id }) => item.goalIds.includes(id)).map(name);
  if (goals.length === 0) return null;
  return <p className={styles['serves']}>{t('serves', { goals: goals.join(' · ') })}</p>;
}
