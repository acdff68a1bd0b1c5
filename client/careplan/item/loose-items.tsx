import { itemKinds } from '@alliance/shared/careplan/item/item';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { IconPlus } from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../../ui/use-store.ts';
import { Card } from './item-card.tsx';
import { type StartPlaces } from './item-desk.ts';
import { type Items, useItems } from './items-context.ts';

import styles from './loose-items.module.css';

/** What is at home in a section and has no card in any text: nothing that the team agreed on is out of sight. And the way to propose something, for whoever may not write in the text. */
export function LooseItems({
  sectionKey,
  canWrite,
}: {
  readonly sectionKey: SectionKey;
  readonly canWrite: boolean;
}): JSX.Element | null {
  const items = useItems();
  return items === undefined ? null : (
    <Loose items={items} sectionKey={sectionKey} canWrite={canWrite} />
  );
}

function Loose({
  items,
  sectionKey,
  canWrite,
}: {
  readonly items: Items;
  readonly sectionKey: SectionKey;
  readonly canWrite: boolean;
}): JSX.Element | null {
  const t = useTranslations('items');
  const all = useStore(items.desk.items, undefined) ?? [];
  const placed = useStore(items.placed, undefined);
  const places = useStore<StartPlaces>(items.desk.startPlaces, nowhere);
  const place = places.find((each) => each.sectionKey === sectionKey);
  const loose =
    placed === undefined ? [] : all.filter((item) => isLoose(item, { sectionKey, all, placed }));
  const offers = canWrite || place === undefined ? [] : offered(place.isProposal);
  if (loose.length === 0 && offers.length === 0) return null;
  return (
    <div className={styles['loose']}>
      {loose.length === 0 ? null : (
        <>
          <p className={styles['heading']}>{t('loose.heading')}</p>
          {loose.map((item) => (
            <Card key={item.id} items={items} item={item} />
          ))}
        </>
      )}
      {place === undefined || offers.length === 0 ? null : (
        <div className={styles['offers']}>
          {offers.map((kind) => (
            <button
              key={kind}
              type="button"
              onClick={() =>
                items.open({ about: 'new', kind, sectionKey, isProposal: place.isProposal })
              }
            >
              <IconPlus size={14} aria-hidden="true" />
              {t(`loose.offer.${kind}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Whoever may not edit proposes goals and adds rows; interventions are the section's own. */
function offered(isProposal: boolean): readonly (typeof itemKinds)[number][] {
  return itemKinds.filter((kind) => !isProposal || kind !== 'intervention');
}

/** What is done for a goal stands under that goal. */
function isLoose(
  item: ItemView,
  {
    sectionKey,
    all,
    placed,
  }: {
    readonly sectionKey: SectionKey;
    readonly all: readonly ItemView[];
    readonly placed: ReadonlySet<string>;
  },
): boolean {
  if (item.sectionKey !== sectionKey || placed.has(item.id) || item.struck !== undefined)
    return false;
  if (item.kind !== 'intervention') return true;
  return !all.some(({ id, struck }) => struck === undefined && item.goalIds.includes(id));
}

const nowhere: StartPlaces = [];
