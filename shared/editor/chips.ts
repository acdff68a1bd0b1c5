/**
 * The registers of a section's chips, read and written. What two people wrote without seeing each other is never joined
 * to one value: each write names the writes in whose place it stands, and what nobody has replaced stays (CH1, CH2).
 * Only `section-document.ts` knows the root; only this file knows what its keys and values mean.
 */
import type * as Y from 'yjs';

import { supersededMax } from '../limits.ts';
import { standing } from './chip-values.ts';
import { type ChipEntry, type ChipRegisters, type ChipValue } from './chip.ts';
import { chipsOf } from './section-document.ts';

/** What a section's registers hold now; undefined when it has none. Whatever is not an entry is left out. */
export function readChips(doc: Y.Doc): ChipRegisters | undefined {
  const byChip = new Map<string, ChipEntry[]>();
  for (const [key, value] of chipsOf(doc).entries()) {
    const [chipId = '', writeId = ''] = key.split('/');
    const entry = entryFrom(writeId, value);
    if (entry === undefined || chipId === '') continue;
    byChip.set(chipId, [...(byChip.get(chipId) ?? []), entry]);
  }
  if (byChip.size === 0) return undefined;
  return Object.fromEntries(
    [...byChip]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([chipId, entries]) => [chipId, standing(entries)]),
  );
}

/** One write of a chip. */
export interface ChipWrite extends ChipValue {
  readonly chipId: string;
  /** Made anew by whoever writes: a UUID. */
  readonly writeId: string;
  /** The writes that its writer saw, in whose place it stands; all that are there where it is not given. */
  readonly inPlaceOf?: readonly string[] | undefined;
}

/**
 * Writes a value in the place of everything that this document holds for the chip, or of what its writer saw: what came
 * meanwhile stays beside it. Call it in a
 * transaction; decide, undo and redo are writes like every other, so that nothing that was decided comes back unseen.
 */
export function writeChip(
  doc: Y.Doc,
  { chipId, writeId, value, unit, inPlaceOf }: ChipWrite,
): void {
  const chips = chipsOf(doc);
  const replaced = [...chips.keys()]
    .filter((key) => key.startsWith(`${chipId}/`))
    .filter((key) => inPlaceOf?.includes(key.slice(chipId.length + 1)) !== false)
    .slice(0, supersededMax);
  const supersedes = replaced.map((key) => key.slice(chipId.length + 1));
  chips.set(`${chipId}/${writeId}`, { value, unit, supersedes });
  for (const key of replaced) chips.delete(key);
}

/** Gives a new chip everything that stands in another one: several values stay several until somebody decides. Call it in a transaction. */
export function copyChip(
  doc: Y.Doc,
  chipId: string,
  entries: readonly ChipEntry[],
  newWriteId: () => string,
): void {
  for (const { value, unit } of entries)
    chipsOf(doc).set(`${chipId}/${newWriteId()}`, { value, unit, supersedes: [] });
}

/** The chips whose registers a transaction changed. */
export function chipIdsChanged(doc: Y.Doc, { changed }: Y.Transaction): ReadonlySet<string> {
  const chips: unknown = chipsOf(doc);
  const ids = new Set<string>();
  for (const [type, keys] of changed)
    if (type === chips) for (const key of keys) ids.add(key?.split('/')[0] ?? '');
  return ids;
}

function entryFrom(writeId: string, value: unknown): ChipEntry | undefined {
  if (writeId === '' || typeof value !== 'object' || value === null) return undefined;
  const shown = 'value' in value ? value.value : undefined;
  const unit = 'unit' in value && typeof value.unit === 'string' ? value.unit : '';
  const supersedes =
    'supersedes' in value && Array.isArray(value.supersedes)
      ? value.supersedes.filter((each): each is string => typeof each === 'string')
      : [];
  // Stock clients may write numbers; what the inspector let pass is shown.
  const isShown = typeof shown === 'string' || typeof shown === 'number' || shown === true;
  return isShown
    ? { writeId, value: String(shown).trim(), unit: unit.trim(), supersedes }
    : undefined;
}
