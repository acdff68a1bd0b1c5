import { itemKinds, type ItemKind } from '@alliance/shared/careplan/item/item';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** An element of a text that waits for what a card shows. */
export interface CardPlace {
  /** The same as long as the element is the same. */
  readonly key: string;
  readonly element: HTMLElement;
  readonly kind: ItemKind;
  /** As the text says it: it may be anything. */
  readonly itemId: string;
}

/** The places of cards within an element, in static text and in editors, before anybody sees them empty. */
export function useCardPlaces(root: RefObject<HTMLElement | null>): readonly CardPlace[] {
  const [places, setPlaces] = useState<readonly CardPlace[]>([]);
  useLayoutEffect(() => {
    let known: readonly CardPlace[] = [];
    const look = (): void => {
      const element = root.current;
      if (element === null) return;
      const found = placesIn(element);
      if (isSame(found, known)) return;
      known = found;
      // In the same frame: a card that is drawn a frame later pushes the text away.
      flushSync(() => setPlaces(found));
    };
    const changes = new MutationObserver(look);
    let isOver = false;
    // What stands around the cards is known only after the effects of what stands within it.
    queueMicrotask(() => {
      if (isOver || root.current === null) return;
      changes.observe(root.current, {
        childList: true,
        subtree: true,
        attributes: true,
        attributeFilter: ['data-item-id'],
      });
      look();
    });
    return () => {
      isOver = true;
      changes.disconnect();
    };
  }, [root]);
  return places;
}

const keys = new WeakMap<HTMLElement, string>();
let lastKey = 0;

function placesIn(root: HTMLElement): readonly CardPlace[] {
  return [...root.querySelectorAll<HTMLElement>('.prose div[data-node]')].flatMap((element) => {
    const kind = itemKinds.find((each) => each === element.dataset['node']);
    if (kind === undefined) return [];
    const { itemId = '' } = element.dataset;
    return [{ key: keyOf(element), element, kind, itemId }];
  });
}

function keyOf(element: HTMLElement): string {
  const known = keys.get(element);
  if (known !== undefined) return known;
  lastKey += 1;
  const key = `card ${lastKey}`;
  keys.set(element, key);
  return key;
}

function isSame(found: readonly CardPlace[], known: readonly CardPlace[]): boolean {
  return (
    found.length === known.length &&
    found.every(
      ({ element, itemId }, index) =>
        known[index]?.element === element && known[index].itemId === itemId,
    )
  );
}
