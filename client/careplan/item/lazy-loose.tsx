import { type SectionKey } from '@alliance/shared/careplan/section';
import { type JSX, lazy, Suspense } from 'react';

import { Guard } from '../../ui/guard.tsx';

const LooseItems = lazy(async () => {
  const { LooseItems: component } = await import('./loose-items.tsx');
  return { default: component };
});

/** What of a section no text shows, once its code is there. */
export function LazyLoose(section: {
  readonly sectionKey: SectionKey;
  readonly canWrite: boolean;
}): JSX.Element {
  return (
    <Guard fallback={null}>
      <Suspense fallback={null}>
        <LooseItems {...section} />
      </Suspense>
    </Guard>
  );
}
