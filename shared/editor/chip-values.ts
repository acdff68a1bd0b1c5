/** What a register says, once it was read: nothing here knows a document. */
import { type ChipEntry, type ChipRegisters, type ChipValue } from './chip.ts';

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

/** The entries that no other entry has replaced. Entries that replace each other in a ring all stay: nothing vanishes. */
export function standing(entries: readonly ChipEntry[]): readonly ChipEntry[] {
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
