import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { useLocation } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';

import { type SectionFilter, allSections, fitsFilter } from './section-filter.ts';

/** Which sections are looked at, and which are put aside for that. */
export interface Filtering {
  readonly filter: SectionFilter;
  readonly choose: (filter: SectionFilter) => void;
  /** Keys of the sections that are only a line now. */
  readonly aside: ReadonlySet<string>;
  /** Shows one of them all the same, until another choice. */
  readonly reveal: (sectionKey: string) => void;
}

interface Chosen {
  readonly filter: SectionFilter;
  readonly revealed: ReadonlySet<string>;
}

/** Everything is looked at until somebody chooses; what is gone to is never left aside. */
export function useSectionFilter(
  sections: readonly SectionView[],
  goneTo: string | undefined,
): Filtering {
  const [{ filter, revealed }, setChosen] = useState<Chosen>({
    filter: allSections,
    revealed: new Set(),
  });
  // A new object after each visit, also to the same address.
  const visit = useLocation();
  const [last, setLast] = useState({ visit, goneTo });
  const reveal = useCallback(
    (key: string) =>
      setChosen((before) =>
        before.revealed.has(key)
          ? before
          : { ...before, revealed: new Set([...before.revealed, key]) },
      ),
    [],
  );
  if (visit !== last.visit || goneTo !== last.goneTo) {
    setLast({ visit, goneTo });
    if (goneTo !== undefined) reveal(goneTo);
  }
  const choose = useCallback(
    (next: SectionFilter) => setChosen({ filter: next, revealed: new Set() }),
    [],
  );
  const aside = useMemo(
    () =>
      new Set<string>(
        sections
          .filter((section) => !fitsFilter(section, filter) && !revealed.has(section.key))
          .map(({ key }) => key),
      ),
    [sections, filter, revealed],
  );
  return { filter, choose, aside, reveal };
}
