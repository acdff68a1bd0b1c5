import { type ItemKind } from '@alliance/shared/careplan/item/item';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { useStore } from '../../ui/use-store.ts';
import { ContingencyCard } from './contingency-card.tsx';
import { GoalCard } from './goal-card.tsx';
import { InterventionCard } from './intervention-card.tsx';
import { type WaitingItem } from './item-desk.ts';
import { wordsOf } from './item-sent.ts';
import { useInstantWords, useItemName } from './item-words.ts';
import { type ItemParts, type Items, useItems } from './items-context.ts';
import { TagChips } from './tag-chips.tsx';
import { Undecided } from './undecided.tsx';
import { whyNotTaken } from './why-not-taken.ts';

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
      <TagChips {...parts} />
      <Undecided {...parts} />
      <Private {...parts} />
      <NotSent {...parts} />
    </div>
  );
}

function Struck({ item }: ItemParts): JSX.Element | null {
  const t = useTranslations('items');
  const when = useInstantWords();
  if (item.struck === undefined) return null;
  const { by, at, reason } = item.struck;
  return (
    <p className={styles['state']}>{t('struck', { name: by.name, when: when(at), reason })}</p>
  );
}

function Private({ items, item }: ItemParts): JSX.Element | null {
  const t = useTranslations('items');
  if (item.isPrivate !== true) return null;
  return (
    <p className={styles['state']} data-tone="private">
      {t('private')}
      {item.can.includes('share') ? (
        <button
          type="button"
          className={styles['link']}
          onClick={() => void items.desk.change(item.id, { type: 'share' })}
        >
          {t('share')}
        </button>
      ) : null}
    </p>
  );
}

/** What of this item is only in this tab: it waits, or it was not taken and its words are still there. */
function NotSent({ items, item }: ItemParts): ReactNode {
  const t = useTranslations('items');
  const all = useStore(items.desk.waiting, none);
  const waiting = all.filter(({ itemId }) => itemId === item.id);
  return (
    <>
      {waiting.some(({ refusal, isDelayed }) => refusal === undefined && isDelayed) ? (
        <p className={styles['state']} role="status">
          {t('waits')}
        </p>
      ) : null}
      {waiting.map((each) =>
        each.refusal === undefined ? null : (
          <p key={each.key} className={styles['state']} data-tone="stop" role="alert">
            {t('refused', { why: t(`why.${whyNotTaken(each.refusal)}`) })}
            {wordsOf(each.sent) === '' ? null : <CopyButton read={() => wordsOf(each.sent)} />}
            <button
              type="button"
              className={styles['link']}
              onClick={() => items.desk.letGo(each.key)}
            >
              {t('letGo')}
            </button>
          </p>
        ),
      )}
    </>
  );
}

const none: readonly WaitingItem[] = [];
