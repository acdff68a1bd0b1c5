import { createContext, use } from 'react';

import { allSections } from './section-filter.ts';
import { type Filtering } from './use-section-filter.ts';

const everything: Filtering = {
  filter: allSections,
  choose: () => undefined,
  aside: new Set(),
  reveal: () => undefined,
};

const FilteringContext = createContext<Filtering>(everything);

/** Gives the parts of the page which sections are looked at. */
export const FilteringProvider = FilteringContext.Provider;

/** Which sections are looked at now. */
export function useFiltering(): Filtering {
  return use(FilteringContext);
}
