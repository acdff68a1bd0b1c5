import { type ItemKind } from '@alliance/shared/careplan/item/item';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { ContingencyCard } from './contingency-card.tsx';
import { GoalCard } from './goal-card.tsx';
import { InterventionCard } from './intervention-card.tsx';
import { ItemStates, Struck } from './item-states.tsx';
import { useItemName } from './item-words.ts';
import { type ItemParts, type Items, useItems } from './items-context.ts';

import styles from './item-card.module.css';

/** What a card of the text shows: its record, or in plain words why there is none. */
export function ItemCard({
  kind,
  itemId,
}: {
  readonly kind: ItemKind;
  readonly itemId: string;
}): JSX.Element {
  const items = useItems();
  if (items === undefined) return <Absent kind={kind} why="loading" />;
  return <KnownCard items={items} kind={kind} itemId={itemId} />;
}

function KnownCard({
  items,
  kind,
  itemId,
}: {
  readonly items: Items;
  readonly kind: ItemKind;
  readonly itemId: string;
}): JSX.Element {
  const all = useStore(items.desk.items, undefined);
  const loading = useStore(items.desk.loading, 'loading');
  const item = all?.find(({ id }) => id === itemId);
  if (item !== undefined) return <Card items={items} item={item} />;
  if (loading === 'loaded') return <Absent kind={kind} why="notHere" />;
  return <Absent kind={kind} why={loading === 'failed' ? 'failed' : 'loading'} />;
}

function Absent({
  kind,
  why,
}: {
  readonly kind: ItemKind;
  readonly why: 'loading' | 'notHere' | 'failed';
}): JSX.Element {
  const t = useTranslations('items');
  return (
    <div className={styles['absent']} data-kind={kind} role="group" aria-label={t(`kind.${kind}`)}>
      {t(why)}
    </div>
  );
}

/** One item, wherever it is shown: as a card of the text, on the board, among those that no text holds. */
export function Card(parts: ItemParts): JSX.Element {
  const { items, item } = parts;
  const t = useTranslations('items');
  const name = useItemName()(item);
  return (
    <div
      className={styles['card']}
      role="group"
      aria-label={t(`label.${item.kind}`, { name })}
      data-kind={item.kind}
      data-struck={item.struck === undefined ? undefined : ''}
      data-item={item.id}
    >
      <Struck {...parts} />
      {item.kind === 'goal' ? <GoalCard items={items} item={item} /> : null}
      {item.kind === 'intervention' ? <InterventionCard items={items} item={item} /> : null}
      {item.kind === 'contingency' ? <ContingencyCard items={items} item={item} /> : null}
      <ItemStates {...parts} />
    </div>
  );
}
