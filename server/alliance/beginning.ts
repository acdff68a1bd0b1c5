import { type FoundAlliance } from '@alliance/shared/alliance/alliance-command';
import { type SectionKey, sectionHeadings, sectionKeys } from '@alliance/shared/careplan/section';

import { type ProseBlock } from '../careplan/written-block.ts';

/** What a new plan and its charter begin with. */
export interface Beginning {
  readonly title: string;
  /** In reading order. */
  readonly sections: readonly BeginningSection[];
  /** The first words of the charter's prose. */
  readonly charter: readonly ProseBlock[];
}

/** A section as it begins. */
export interface BeginningSection {
  readonly key: SectionKey;
  readonly heading: string;
  readonly blocks: readonly ProseBlock[];
}

/** The sections that were asked for, or else all, each by its plain name, and nothing written yet. */
export function beginningOf(asked: FoundAlliance): Beginning {
  const chosen = new Set(asked.sectionKeys ?? sectionKeys);
  return {
    title: 'Care plan',
    sections: sectionKeys
      .filter((key) => chosen.has(key))
      .map((key) => ({ key, heading: sectionHeadings[key], blocks: [] })),
    charter: [],
  };
}
