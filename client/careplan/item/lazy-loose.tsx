import { type JSX, lazy, Suspense } from 'react';

import { Guard } from '../../ui/guard.tsx';
import type { LooseProps } from './loose-items.tsx';

const LooseItems = lazy(async () => {
  const { LooseItems: component } = await import('./loose-items.tsx');
  return { default: component };
});

/** What of a section no text shows, once its code is there. */
export function LazyLoose(props: LooseProps): JSX.Element {
  return (
    <Guard fallback={null}>
      <Suspense fallback={null}>
        <LooseItems {...props} />
      </Suspense>
    </Guard>
  );
}
