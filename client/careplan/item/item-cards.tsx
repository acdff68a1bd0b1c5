import { type JSX, type RefObject, useEffect } from 'react';
import { createPortal } from 'react-dom';

import { ItemCard } from './item-card.tsx';
import { useItems } from './items-context.ts';
import { NearCards } from './near-cards.ts';
import { type CardPlace, useCardPlaces } from './use-card-places.ts';

/** The items whose cards stand in the same section. */
function nearBy(element: HTMLElement, places: readonly CardPlace[]): ReadonlySet<string> {
  const section = element.closest('article');
  return new Set(
    places
      .filter((place) => place.element.closest('article') === section)
      .map(({ itemId }) => itemId),
  );
}

/** Draws every card that the plan's texts hold, in the elements that stand there for them. */
export function ItemCards({ root }: { readonly root: RefObject<HTMLElement | null> }): JSX.Element {
  const places = useCardPlaces(root);
  const placed = useItems()?.placed;
  useEffect(() => placed?.set(new Set(places.map(({ itemId }) => itemId))), [placed, places]);
  return (
    <>
      {places.map(({ key, element, kind, itemId }) =>
        createPortal(
          <NearCards value={nearBy(element, places)}>
            <ItemCard kind={kind} itemId={itemId} />
          </NearCards>,
          element,
          key,
        ),
      )}
    </>
  );
}
