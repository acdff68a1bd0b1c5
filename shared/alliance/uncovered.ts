import { type Seat } from './alliance.ts';
import { coveredNext } from './coverage.ts';
import { disciplines, isPatientSide } from './discipline.ts';

/** A stretch of time in which nobody covers a seat: ISO 8601 instants; without an end while nobody comes. */
export interface UncoveredStretch {
  readonly from: string;
  readonly to?: string;
}

/**
 * The first stretch in which nobody covers a seat that somebody should, beginning before `until`: in a medical or nursing
 * seat, where care goes on around the clock, every gap; in another professional seat only when nobody comes after it.
 * Instants in milliseconds since the epoch.
 */
export function uncoveredStretch(
  seat: Seat,
  { now, until }: { readonly now: number; readonly until: number },
): UncoveredStretch | undefined {
  if (seat.invitation.state !== 'accepted' || !seat.isRequired) return undefined;
  if (isPatientSide(seat.role.disciplineKey)) return undefined;
  const begins = coveredUntil(seat, now);
  if (begins >= until) return undefined;
  const to = coveredNext(seat, begins)?.from;
  if (to !== undefined && !isAroundTheClock(seat)) return undefined;
  const from = begins > now ? begins : lastEnd(seat, now);
  return { from: new Date(from).toISOString(), ...(to !== undefined && { to }) };
}

/** Since when nobody covers a seat that nobody covers now; the beginning of time where nobody ever did. */
function lastEnd({ coverage }: Seat, now: number): number {
  const ends = coverage.flatMap(({ to }) => (to === undefined ? [] : [Date.parse(to)]));
  return Math.max(0, ...ends.filter((end) => end <= now));
}

function isAroundTheClock({ role }: Seat): boolean {
  const { kind } = disciplines[role.disciplineKey];
  return kind === 'medical' || kind === 'nursing';
}

/** The first instant from `now` on at which nobody covers the seat. */
function coveredUntil({ coverage }: Seat, now: number): number {
  let end = now;
  const stretches = coverage
    .map(({ from, to }) => ({
      from: Date.parse(from),
      to: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
    }))
    .toSorted((one, other) => one.from - other.from);
  for (const { from, to } of stretches) if (from <= end && to > end) end = to;
  return end;
}
