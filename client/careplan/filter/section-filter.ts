import { type SectionView } from '@alliance/shared/careplan/plan-view';

import { disciplineCode } from '../../ui/discipline-badge.tsx';

/** Which sections of a plan are looked at: all, those I may edit, those with something new, those nobody has cared for, or those of one discipline, named by a key of it. */
export type SectionFilter =
  | { readonly by: 'all' | 'mine' | 'new' | 'stale' }
  | { readonly by: 'discipline'; readonly disciplineKey: string };

/** Nothing is put aside. */
export const allSections: SectionFilter = { by: 'all' };

/** Whether a section is among those that are looked at. */
export function fitsFilter(section: SectionView, filter: SectionFilter): boolean {
  switch (filter.by) {
    case 'all':
      return true;
    case 'mine':
      return section.access === 'edit';
    case 'new':
      return section.changed !== undefined;
    case 'stale':
      return section.isStale;
    case 'discipline': {
      // "MD" are all physicians: the code is what people see.
      const codes = section.owners.map(({ disciplineKey }) => disciplineCode(disciplineKey));
      return codes.includes(disciplineCode(filter.disciplineKey));
    }
  }
}

/** A discipline that edits at least one section. */
export interface FilterDiscipline {
  readonly code: string;
  /** Of the seat that comes first. */
  readonly disciplineKey: string;
  readonly count: number;
}

/** The disciplines that edit sections, in the order in which they come in the plan, each with how many. */
export function disciplinesOf(sections: readonly SectionView[]): readonly FilterDiscipline[] {
  const found = new Map<string, FilterDiscipline>();
  for (const { owners } of sections) {
    const seen = new Set<string>();
    for (const { disciplineKey } of owners) {
      const code = disciplineCode(disciplineKey);
      if (seen.has(code)) continue;
      seen.add(code);
      const before = found.get(code);
      found.set(code, {
        code,
        disciplineKey: before?.disciplineKey ?? disciplineKey,
        count: (before?.count ?? 0) + 1,
      });
    }
  }
  return [...found.values()];
}

/** The filter as the value of a choice, and back. */
export function filterName(filter: SectionFilter): string {
  return filter.by === 'discipline' ? `discipline ${filter.disciplineKey}` : filter.by;
}

/** The filter that {@link filterName} named. */
export function filterOf(name: string): SectionFilter {
  const [by, disciplineKey] = name.split(' ');
  if (by === 'discipline' && disciplineKey !== undefined) return { by, disciplineKey };
  return by === 'mine' || by === 'new' || by === 'stale' ? { by } : allSections;
}
