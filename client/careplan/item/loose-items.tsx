import { itemKinds } from '@alliance/shared/careplan/item/item';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';
import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { cardAttributes } from '@alliance/shared/editor/card';
import { IconCornerLeftUp, IconPlus } from '@tabler/icons-react';
import { type JSX, useState } from 'react';
import { useTranslations } from 'use-intl';

import type { SectionSync } from '../../sync/section-sync.ts';
import { useStore } from '../../ui/use-store.ts';
import { sayOfPlan } from '../life/plan-said.tsx';
import { placeInSection } from '../move/place-in-section.ts';
import { Card } from './item-card.tsx';
import { type StartPlaces } from './item-desk.ts';
import { useItemName } from './item-words.ts';
import { type Items, useItems } from './items-context.ts';
import { looseIn } from './loose-groups.ts';

import styles from './loose-items.module.css';

/** The section below whose text they stand. */
export interface LooseProps {
  readonly section: SectionView;
  readonly sync: SectionSync | undefined;
}

/** What is at home in a section and has no card in any text: nothing that the team agreed on is out of sight. And the way to propose something, for whoever may not write in the text. */
export function LooseItems(props: LooseProps): JSX.Element | null {
  const items = useItems();
  return items === undefined ? null : <Loose {...props} items={items} />;
}

function Loose({
  items,
  section,
  sync,
}: LooseProps & { readonly items: Items }): JSX.Element | null {
  const t = useTranslations('items.loose');
  const all = useStore(items.desk.items, undefined) ?? [];
  const placed = useStore(items.placed, undefined);
  const places = useStore<StartPlaces>(items.desk.startPlaces, nowhere);
  const canWrite = section.access === 'edit';
  const place = places.find(({ sectionKey }) => sectionKey === section.key);
  const { counting, over } =
    placed === undefined ? { counting: [], over: [] } : looseIn(section.key, all, placed);
  const offers = canWrite || place === undefined ? [] : offered(place.isProposal);
  if (counting.length + over.length + offers.length === 0) return null;
  return (
    <div className={styles['loose']}>
      {counting.length === 0 ? null : <p className={styles['heading']}>{t('heading')}</p>}
      {counting.map((item) => (
        <div key={item.id}>
          <Card items={items} item={item} />
          {/* The text is everybody's: a card in it would tell of what is private. */}
          {canWrite && item.isPrivate !== true ? (
            <PlaceInText item={item} section={section} sync={sync} />
          ) : null}
        </div>
      ))}
      {over.length === 0 ? null : (
        <details className={styles['over']}>
          <summary>{t('over', { count: over.length })}</summary>
          {over.map((item) => (
            <Card key={item.id} items={items} item={item} />
          ))}
        </details>
      )}
      {place === undefined || offers.length === 0 ? null : (
        <div className={styles['offers']}>
          {offers.map((kind) => (
            <button
              key={kind}
              type="button"
              onClick={() =>
                items.open({
                  about: 'new',
                  kind,
                  sectionKey: section.key,
                  isProposal: place.isProposal,
                })
              }
            >
              <IconPlus size={14} aria-hidden="true" />
              {t(`offer.${kind}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Puts the card of an item at the end of the text, once it is there for good. */
function PlaceInText({
  item,
  section,
  sync,
}: LooseProps & { readonly item: ItemView }): JSX.Element {
  const t = useTranslations('items.loose');
  const refused = useTranslations('planLife.blocks.refused');
  const name = useItemName()(item);
  const [isPlacing, setIsPlacing] = useState(false);
  const { heading, key } = section;
  const place = async (): Promise<void> => {
    setIsPlacing(true);
    const attributes = { [cardAttributes[item.kind]]: item.id };
    const card = { name: item.kind, attributes, inline: [] };
    const placed = await placeInSection(sync, { blocks: [card], chips: {} }, 'end', 'new');
    setIsPlacing(false);
    if (typeof placed === 'string')
      return sayOfPlan({ words: refused(placed, { heading }), isTrouble: true });
    sayOfPlan({ words: t('placed', { name, heading }) });
    document.getElementById(`heading-${key}`)?.focus({ preventScroll: true });
  };
  return (
    <div className={styles['offers']}>
      <button
        type="button"
        disabled={isPlacing}
        aria-label={t('placeOf', { name })}
        onClick={() => void place()}
      >
        <IconCornerLeftUp size={14} aria-hidden="true" />
        {t('place')}
      </button>
    </div>
  );
}

/** Whoever may not edit proposes goals and adds rows; interventions are the section's own. */
function offered(isProposal: boolean): readonly (typeof itemKinds)[number][] {
  return itemKinds.filter((kind) => !isProposal || kind !== 'intervention');
}

const nowhere: StartPlaces = [];
