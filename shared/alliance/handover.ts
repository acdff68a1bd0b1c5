/** Who hands a seat over to whom, and when: the same on the server and on the page. Instants are milliseconds since the epoch. */
import { handoverGraceMs } from './coverage.ts';

/** From so long before the end of a shift its holder is asked for a note (IB25). Milliseconds. */
export const handOverSoonMs = 30 * 60_000;

/** A stretch of coverage, in the record or as the server shows it. */
export interface Stretch {
  readonly personId: string;
  readonly from: string;
  readonly to?: string;
  readonly handover?: { readonly at: string };
}

/**
 * The stretch of somebody that ends within half an hour, or has ended and its grace runs, where they do not stay in the
 * seat; the latest of several.
 */
export function endingStretch<Row extends Stretch>(
  coverage: readonly Row[],
  personId: string,
  now: number,
): (Row & { readonly to: string }) | undefined {
  const mine = coverage.filter((row) => row.personId === personId);
  const stays = (end: number): boolean =>
    mine.some(
      ({ from, to }) => Date.parse(from) <= end && (to === undefined || Date.parse(to) > end),
    );
  return mine
    .flatMap((row) => (row.to === undefined ? [] : [{ ...row, to: row.to }]))
    .filter(({ from, to }) => {
      const end = Date.parse(to);
      const isNow = end - handOverSoonMs <= now && now < end + handoverGraceMs;
      return isNow && Date.parse(from) <= now && !stays(end);
    })
    .toSorted((one, other) => Date.parse(one.to) - Date.parse(other.to))
    .at(-1);
}

/** Who sits in a seat after somebody: whoever is there at that instant, else whoever comes next. */
export function nextAfter<Row extends Stretch>(
  coverage: readonly Row[],
  personId: string,
  end: number,
): Row | undefined {
  return coverage
    .filter((row) => row.personId !== personId)
    .filter(({ to }) => to === undefined || Date.parse(to) > end)
    .toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from))[0];
}

/** The stretch with the note that was written last in a seat; undefined when that is one's own, or there is none. */
export function noteBefore<Row extends Stretch>(
  coverage: readonly Row[],
  personId: string,
): Row | undefined {
  const newest = coverage
    .filter(({ handover }) => handover !== undefined)
    .toSorted((one, other) => writtenAt(one) - writtenAt(other))
    .at(-1);
  return newest?.personId === personId ? undefined : newest;
}

function writtenAt({ handover }: Stretch): number {
  return handover === undefined ? 0 : Date.parse(handover.at);
}
