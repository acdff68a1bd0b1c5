/**
 * The registers of a section's chips, read and written. What two people wrote without seeing each other is never joined
 * to one value: each write names the writes in whose place it stands, and what nobody has replaced stays (CH1, CH2).
 * Only `section-document.ts` knows the root; only this file knows what its keys and values mean.
 */
import type * as Y from 'yjs';

import { supersededMax } from '../limits.ts';
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

/** The entries of one chip; none for one that has no register. */
export function entriesOf(chips: ChipRegisters | undefined, chipId: unknown): readonly ChipEntry[] {
  if (chips === undefined || typeof chipId !== 'string') return [];
  return (Object.hasOwn(chips, chipId) ? chips[chipId] : undefined) ?? [];
}

/** The different values of a register: two people who wrote the same agree. */
export function valuesOf(entries: readonly ChipEntry[]): readonly ChipValue[] {
  const byText = new Map(entries.map((entry) => [`${entry.value} ${entry.unit}`, entry]));
  return [...byText.values()].map(({ value, unit }) => ({ value, unit }));
}

/** Whether a register holds values between which nobody has decided (CH2). */
export function isUndecided(entries: readonly ChipEntry[]): boolean {
  return valuesOf(entries).length > 1;
}

/** One write of a chip. */
export interface ChipWrite extends ChipValue {
  readonly chipId: string;
  /** Made anew by whoever writes: a UUID. */
  readonly writeId: string;
}

/**
 * Writes a value in the place of everything that this document holds for the chip, as its writer saw it. Call it in a
 * transaction; decide, undo and redo are writes like every other, so that nothing that was decided comes back unseen.
 */
export function writeChip(doc: Y.Doc, { chipId, writeId, value, unit }: ChipWrite): void {
  const chips = chipsOf(doc);
  const replaced = [...chips.keys()]
    .filter((key) => key.startsWith(`${chipId}/`))
    .slice(0, supersededMax);
  const supersedes = replaced.map((key) => key.slice(chipId.length + 1));
  chips.set(`${chipId}/${writeId}`, { value, unit, supersedes });
  for (const key of replaced) chips.delete(key);
}

/** The chips whose registers a transaction changed. */
export function chipIdsChanged(doc: Y.Doc, { changed }: Y.Transaction): ReadonlySet<string> {
  const chips: unknown = chipsOf(doc);
  const ids = new Set<string>();
  for (const [type, keys] of changed)
    if (type === chips) for (const key of keys) ids.add(key?.split('/')[0] ?? '');
  return ids;
}

/** The entries that no other entry has replaced. Entries that replace each other in a ring all stay: nothing vanishes. */
function standing(entries: readonly ChipEntry[]): readonly ChipEntry[] {
  const byWrite = new Map(entries.map((entry) => [entry.writeId, entry]));
  const named = new Set(
    entries.flatMap(({ writeId, supersedes }) => supersedes.filter((each) => each !== writeId)),
  );
  const first = entries.filter(({ writeId }) => !named.has(writeId));
  const replaced = new Set<string>();
  const waiting = [...first];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop())
    for (const writeId of entry.supersedes) {
      const older = byWrite.get(writeId);
      if (older === undefined || replaced.has(writeId)) continue;
      replaced.add(writeId);
      waiting.push(older);
    }
  const isFirst = new Set(first.map(({ writeId }) => writeId));
  return entries
    .filter(({ writeId }) => isFirst.has(writeId) || !replaced.has(writeId))
    .toSorted((one, other) => (one.writeId < other.writeId ? -1 : 1));
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
