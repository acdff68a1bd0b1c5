import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { InterventionLine } from './intervention-card.tsx';
import { ItemStates } from './item-states.tsx';
import { type ItemParts, type ItemViewOf } from './items-context.ts';
import { useNearCards } from './near-cards.ts';

import styles from './goal-card.module.css';

/** What is done for a goal, one line each; struck and stopped ones are not among them. */
export function GoalInterventions({
  items,
  item,
}: ItemParts<ItemViewOf<'goal'>>): JSX.Element | null {
  const t = useTranslations('items');
  const all = useStore(items.desk.items, undefined) ?? [];
  const serving = all.filter(
    (each): each is ItemViewOf<'intervention'> =>
      each.kind === 'intervention' &&
      each.struck === undefined &&
      each.fields.status.value !== 'revoked' &&
      each.goalIds.includes(item.id),
  );
  const near = useNearCards();
  if (serving.length === 0) return null;
  return (
    <ul className={styles['interventions']} aria-label={t('interventions')}>
      {serving.map((each) => (
        <li key={each.id}>
          <InterventionLine items={items} item={each} isShort={near.has(each.id)} />
          {near.has(each.id) ? null : <ItemStates items={items} item={each} />}
        </li>
      ))}
    </ul>
  );
}
