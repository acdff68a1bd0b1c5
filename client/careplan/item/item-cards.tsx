import { type RefObject, type JSX } from 'react';
import { createPortal } from 'react-dom';

import { ItemCard } from './item-card.tsx';
import { useCardPlaces } from './use-card-places.ts';

/** Draws every card that the plan's texts hold, in the elements that stand there for them. */
export function ItemCards({ root }: { readonly root: RefObject<HTMLElement | null> }): JSX.Element {
  const places = useCardPlaces(root);
  return (
    <>
      {places.map(({ key, element, kind, itemId }) =>
        createPortal(<ItemCard kind={kind} itemId={itemId} />, element, key),
      )}
    </>
  );
}
