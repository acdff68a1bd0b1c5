import { useNavigate } from '@tanstack/react-router';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { GoalFacts } from '../goal-facts.tsx';
import { seatsBefore } from '../goal-seats.ts';
import { useItemName } from '../item-words.ts';
import { type ItemParts, type ItemViewOf } from '../items-context.ts';
import { showCard } from '../show-card.ts';
import { undecidedOf } from '../undecided-fields.ts';

import styles from './goals-board.module.css';

/** One goal on the board: its words lead to its card in the plan. */
export function BoardRow({
  items,
  item,
  onGone,
}: ItemParts<ItemViewOf<'goal'>> & { readonly onGone: () => void }): JSX.Element {
  const t = useTranslations('items.board');
  const name = useItemName()(item);
  const navigate = useNavigate();
  const placed = items.placed.get()?.has(item.id) === true;
  const go = (): void => {
    onGone();
    void navigate({
      to: '/plans/$planId/$sectionKey',
      params: { planId: items.plan.id, sectionKey: item.sectionKey },
      resetScroll: false,
    });
    requestAnimationFrame(() => showCard(item.id));
  };
  return (
    <div className={styles['row']} data-struck={item.struck === undefined ? undefined : ''}>
      <button type="button" className={styles['name']} onClick={go}>
        {name}
      </button>
      <GoalFacts items={items} item={item} />
      <Marks items={items} item={item} />
      {placed ? null : <span className={styles['mark']}>{t('noCard')}</span>}
    </div>
  );
}

function Marks({ items, item }: ItemParts<ItemViewOf<'goal'>>): JSX.Element {
  const t = useTranslations('items.board');
  const seats = seatsBefore(items, item);
  const asked = seats.filter(({ part }) => part !== undefined);
  const done = asked.filter(({ part }) => part?.contributed !== undefined);
  const against = seats.filter(({ agreement }) => agreement?.answer === 'disagree');
  return (
    <>
      {asked.length === 0 ? null : (
        <span className={styles['quiet']}>
          {t('parts', { done: String(done.length), all: String(asked.length) })}
        </span>
      )}
      {against.length === 0 ? null : (
        <span className={styles['mark']} data-tone="stop">
          {t('disagreement', { count: against.length })}
        </span>
      )}
      {undecidedOf(item).length === 0 ? null : (
        <span className={styles['mark']} data-tone="warn">
          {t('undecided')}
        </span>
      )}
    </>
  );
}
