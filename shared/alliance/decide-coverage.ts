/** Who sits in a seat when, and what they leave to each other. */
import {
  coverageKeptMs,
  coverageLateMs,
  coverageMsMax,
  coverageRowsMax,
  handoverCharactersMax,
} from '../limits.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type AllianceTurn, changed, seatIn, withSeat } from './alliance-turn.ts';
import { type Coverage, type Seat } from './alliance.ts';
import { checkWritten } from './check-words.ts';
import { type CommandOf } from './command-of.ts';
import { handoverGraceMs } from './coverage.ts';
import { holders } from './decide-invitation.ts';
import { seeHandover } from './see-handover.ts';

/** Arranges that somebody sits in a seat for a while (AL26 to AL29). */
export function cover(turn: AllianceTurn, command: CommandOf<'cover'>): AllianceDecision {
  const { alliance, context, now } = turn;
  const seat = seatIn(alliance, command.seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  const { personId, from, to, kind } = command.coverage;
  const problem = checkCover(turn, seat, command.coverage);
  if (problem !== undefined) return refusedAlliance(problem);
  // Nobody has sat there before it was arranged: a stretch begins now at the earliest.
  const start = Date.parse(from) < now ? context.at : new Date(Date.parse(from)).toISOString();
  const end = to === undefined ? {} : { to: new Date(Date.parse(to)).toISOString() };
  const row: Coverage = { personId, from: start, ...end, kind };
  const kept = seat.coverage.length < coverageRowsMax ? seat.coverage : recent(seat, now);
  if (kept.length >= coverageRowsMax) return refusedAlliance('coverage-full');
  const coverage = [...kept, row].toSorted(
    (one, other) => Date.parse(one.from) - Date.parse(other.from),
  );
  return withSeat(alliance, { ...seat, coverage });
}

/** Ends a stretch now, or takes back one that has not begun (AL30). */
export function endCover(
  { alliance, actor, context, now }: AllianceTurn,
  command: CommandOf<'end-cover'>,
): AllianceDecision {
  const seat = seatIn(alliance, command.seatId);
  const row = seat?.coverage.find(
    ({ personId, from }) => personId === command.personId && from === command.from,
  );
  const isOver = row?.to !== undefined && Date.parse(row.to) <= now;
  if (seat === undefined || row === undefined || isOver) return refusedAlliance('cover-not-there');
  // The hour of grace is for a shift that ends by the clock, and for who ends their own: not for who is sent off (AL30).
  const isSentOff = row.personId !== actor.id;
  const stopped: Coverage = { ...row, to: context.at, ...(isSentOff && { isGivenBack: true }) };
  const rest = Date.parse(row.from) >= now ? [] : [stopped];
  const coverage = seat.coverage.flatMap((each) => (each === row ? rest : [each]));
  return withSeat(alliance, { ...seat, coverage });
}

/** Leaves a note to whoever comes next: on one's own last stretch (AL31). */
export function handOver(
  { alliance, actor, context, now }: AllianceTurn,
  { seatId, text }: CommandOf<'hand-over'>,
): AllianceDecision {
  const seat = seatIn(alliance, seatId);
  const own = seat?.coverage.findLast(
    ({ personId, from, to }) =>
      personId === actor.id &&
      Date.parse(from) <= now &&
      (to === undefined || now < Date.parse(to) + handoverGraceMs),
  );
  if (seat === undefined || own === undefined) return refusedAlliance('not-your-seat');
  const problem = checkWritten(text, handoverCharactersMax);
  if (problem !== undefined) return refusedAlliance(problem);
  const noted: Coverage = { ...own, handover: { text, at: context.at } };
  const coverage = seat.coverage.map((each) => (each === own ? noted : each));
  return withSeat(alliance, { ...seat, coverage });
}

/** Marks the note of whoever sat there before as read. */
export function seeNote(
  { alliance, actor, context }: AllianceTurn,
  command: CommandOf<'see-handover'>,
): AllianceDecision {
  const seen = seeHandover(alliance, command, { personId: actor.id, at: context.at });
  return seen === undefined ? refusedAlliance('handover-not-there') : changed(seen, {});
}

/** What is kept when there are too many: what is not over, and what was not long ago. */
function recent({ coverage }: Seat, now: number): readonly Coverage[] {
  return coverage.filter(({ to }) => to === undefined || Date.parse(to) > now - coverageKeptMs);
}

function checkCover(
  turn: AllianceTurn,
  seat: Seat,
  row: Coverage,
): AllianceRefusalReason | undefined {
  const { actor, context, now } = turn;
  if (seat.invitation.state !== 'accepted') return 'seat-not-accepted';
  if (!context.knows(row.personId)) return 'cover-person-unknown';
  if (row.personId === actor.id && !holders(seat, now).includes(actor.id)) return 'cover-yourself';
  return checkTimes(row, now) ?? (overlaps(seat, row) ? 'cover-overlaps' : undefined);
}

function checkTimes(row: Coverage, now: number): AllianceRefusalReason | undefined {
  const start = Date.parse(row.from);
  const end = endOf(row);
  if (!(start < end)) return 'cover-ends-first';
  if (start < now - coverageLateMs || end <= now) return 'cover-in-the-past';
  return end - start > coverageMsMax ? 'cover-too-long' : undefined;
}

/** Nobody sits in one seat twice at a time. */
function overlaps(seat: Seat, row: Coverage): boolean {
  return seat.coverage.some(
    (each) =>
      each.personId === row.personId &&
      Date.parse(each.from) < endOf(row) &&
      Date.parse(row.from) < endOf(each),
  );
}

function endOf({ to }: Coverage): number {
  return to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
}
