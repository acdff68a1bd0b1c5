import { textOf } from './block-text.ts';
import { entriesOf, isUndecided } from './chip-values.ts';
import { type ChipEntry } from './chip.ts';
import { type SectionJson } from './section-json.ts';

/** A chip of a text between whose values nobody has decided. */
export interface UndecidedChip {
  readonly chipId: string;
  readonly entries: readonly ChipEntry[];
  /** The words around it, with what it shows. */
  readonly line: string;
}

/** The undecided chips that stand in a text, in its order, each once (CH9). */
export function undecidedIn({ blocks, chips }: SectionJson): readonly UndecidedChip[] {
  if (chips === undefined) return [];
  const found = new Map<string, UndecidedChip>();
  for (const block of blocks)
    for (const part of block.inline) {
      if ('text' in part || part.name !== 'chip') continue;
      const { chipId } = part.attributes;
      const entries = entriesOf(chips, chipId);
      if (typeof chipId === 'string' && isUndecided(entries) && !found.has(chipId))
        found.set(chipId, { chipId, entries, line: textOf(block, chips).trim() });
    }
  return [...found.values()];
}
