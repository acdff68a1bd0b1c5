import { type JSX, lazy, type RefObject, Suspense } from 'react';

import { Guard } from '../../ui/guard.tsx';

const ItemCards = lazy(async () => {
  const { ItemCards: component } = await import('./item-cards.tsx');
  return { default: component };
});

/** The cards of the plan's texts, once their code is there. */
export function LazyCards({ root }: { readonly root: RefObject<HTMLElement | null> }): JSX.Element {
  return (
    <Guard fallback={null}>
      <Suspense fallback={null}>
        <ItemCards root={root} />
      </Suspense>
    </Guard>
  );
}
