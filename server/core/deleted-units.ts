/** Which row of a document's log took something out of the text: read from the bytes of its update alone. */
import { type UnitId, scanUpdate } from './update-scan.ts';

/** Units that somebody looks for, by client. */
export type WantedUnits = ReadonlyMap<number, ReadonlySet<number>>;

/** Gathers units that are looked for. */
export function wantUnits(units: Iterable<UnitId>): WantedUnits {
  const wanted = new Map<number, Set<number>>();
  for (const { client, clock } of units) {
    const clocks = wanted.get(client) ?? new Set();
    wanted.set(client, clocks.add(clock));
  }
  return wanted;
}

/** Those of the wanted units that an update deletes; none for bytes that are no update. */
export function deletedUnits(update: Uint8Array, wanted: WantedUnits): readonly UnitId[] {
  const deletes = scanUpdate(update)?.deletes ?? [];
  return deletes.flatMap(({ client, clock: start, length }) =>
    [...(wanted.get(client) ?? [])]
      .filter((clock) => clock >= start && clock < start + length)
      .map((clock) => ({ client, clock })),
  );
}
