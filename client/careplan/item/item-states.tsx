import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { CopyButton } from '../../ui/copy-button.tsx';
import { useStore } from '../../ui/use-store.ts';
import { type WaitingItem } from './item-desk.ts';
import { wordsOf } from './item-sent.ts';
import { useInstantWords } from './item-words.ts';
import { type ItemParts } from './items-context.ts';
import { TagChips } from './tag-chips.tsx';
import { Undecided } from './undecided.tsx';
import { whyNotTaken } from './why-not-taken.ts';

import styles from './item-card.module.css';

/** What hangs on an item, waits for a decision, or is not everybody's or not at the server yet: said wherever the item is shown. */
export function ItemStates(parts: ItemParts): JSX.Element {
  return (
    <>
      <TagChips {...parts} />
      <Undecided {...parts} />
      <Private {...parts} />
      <NotSent {...parts} />
    </>
  );
}

/** By whom, when and why it was struck. */
export function Struck({ item }: ItemParts): JSX.Element | null {
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
export function NotSent({ items, item }: ItemParts): ReactNode {
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
