import { type FoundAlliance } from '@alliance/shared/alliance/alliance-command';
import { templates } from '@alliance/shared/alliance/templates/templates';
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

/** The words of the template, or else nothing written yet; of the sections those that were asked for, or else all of it. */
export function beginningOf(asked: FoundAlliance): Beginning {
  const template = asked.template === undefined ? undefined : templates[asked.template];
  const written = template?.sections ?? [];
  const chosen =
    asked.sectionKeys ?? (template === undefined ? sectionKeys : written.map(({ key }) => key));
  const plain = sectionKeys
    .filter((key) => chosen.includes(key) && written.every((section) => section.key !== key))
    .map((key) => ({ key, heading: sectionHeadings[key], blocks: [] }));
  return {
    title: template?.title ?? 'Care plan',
    sections: [...written.filter(({ key }) => chosen.includes(key)), ...plain],
    charter: template?.charter ?? [],
  };
}
