import { type DeletedRange, scanUpdate } from './update-scan.ts';

/** What an update deletes, read from its bytes alone; nothing for bytes that are no update. */
export function deletesOf(update: Uint8Array): readonly DeletedRange[] {
  return scanUpdate(update)?.deletes ?? [];
}

/** Whether two lists of stretches have a unit in common. */
export function overlaps(some: readonly DeletedRange[], others: readonly DeletedRange[]): boolean {
  return some.some((one) =>
    others.some(
      (other) =>
        one.client === other.client &&
        one.clock < other.clock + other.length &&
        other.clock < one.clock + one.length,
    ),
  );
}
