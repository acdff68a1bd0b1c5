/** The seats of an alliance, what their holders stand for, and which sections they may open. */
import { rightOfSeat } from '../access/access-table.ts';
import { type SectionKey } from '../careplan/section.ts';
import { seatsMax } from '../limits.ts';
import { type NewSeat, type SeatChange } from './alliance-command.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type AllianceTurn, changed, replaced, seatIn, withSeat } from './alliance-turn.ts';
import { type Alliance, type Seat, type SeatId } from './alliance.ts';
import { checkScope, heldRight, isStronger } from './check-scope.ts';
import { checkSeatWords } from './check-words.ts';
import { type CommandOf } from './command-of.ts';
import { isPatientSide } from './discipline.ts';
import { openInvitation } from './invitation.ts';

/** A seat as it begins: nobody was asked yet. */
export function newSeat(asked: NewSeat): Seat {
  const { seatId, role, isRequired, isLead, isSteward, contact, scope } = asked;
  return {
    id: seatId,
    role,
    isRequired,
    isLead,
    isSteward,
    invitation: openInvitation,
    contact,
    coverage: [],
    scope,
    revision: 1,
  };
}

/** Adds a seat at the end; patient and family come last. */
export function addSeat(turn: AllianceTurn, command: CommandOf<'add-seat'>): AllianceDecision {
  const { alliance } = turn;
  const seat = newSeat(command.seat);
  if (seatIn(alliance, seat.id) !== undefined) return refusedAlliance('seat-there');
  if (alliance.seats.length >= seatsMax) return refusedAlliance('seats-full');
  const problem = checkSeat(seat) ?? checkGiven(turn, { ...seat, scope: [] }, seat.scope);
  if (problem !== undefined) return refusedAlliance(problem);
  const before = alliance.seats.filter((each) => isFamily(seat) || !isFamily(each));
  const after = alliance.seats.filter((each) => !before.includes(each));
  return changed(alliance, { seats: [...before, seat, ...after] });
}

/** Changes the words of a seat; what it is to the alliance is the lead's to change. */
export function changeSeat(
  turn: AllianceTurn,
  command: CommandOf<'change-seat'>,
): AllianceDecision {
  const { alliance, relations } = turn;
  const { seatId, change, baseRevision } = command;
  const seat = seatIn(alliance, seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  if (!relations.has('lead') && isMore(seat, change)) return refusedAlliance('may-not-manage');
  if (baseRevision !== seat.revision) return refusedAlliance('seat-changed');
  const next: Seat = { ...seat, ...change, revision: seat.revision + 1 };
  const problem = checkSeat(next);
  if (problem !== undefined) return refusedAlliance(problem);
  return changed(alliance, {
    seats: replaced(alliance.seats, next),
    ...(seat.isRequired && !next.isRequired && noLonger(alliance, seat)),
  });
}

/** Removes a seat with whoever sits there. What the charter said of it goes too. */
export function removeSeat(
  { alliance }: AllianceTurn,
  { seatId }: CommandOf<'remove-seat'>,
): AllianceDecision {
  const seat = seatIn(alliance, seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  return changed(alliance, {
    seats: alliance.seats.filter(({ id }) => id !== seatId),
    charter: withoutSeat(alliance.charter, seatId),
    ...(seat.isRequired && noLonger(alliance, seat)),
  });
}

/** Gives a seat its rights, or narrows one's own (AL13, AL14). */
export function setScope(turn: AllianceTurn, command: CommandOf<'set-scope'>): AllianceDecision {
  const { alliance, relations, context } = turn;
  const { seatId, scope } = command;
  const seat = seatIn(alliance, seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  const next = { ...seat, scope };
  const isWider = (key: SectionKey): boolean =>
    isStronger(rightOfSeat(alliance, next, key), rightOfSeat(alliance, seat, key));
  if (relations.has('sitter') && context.sectionKeys.some(isWider))
    return refusedAlliance('own-right-wider');
  const problem = checkGiven(turn, seat, scope);
  return problem === undefined ? withSeat(alliance, next) : refusedAlliance(problem);
}

/** Says which sections exist only for those who edit them, and for whom a scope names (AL43). */
export function restrict(turn: AllianceTurn, command: CommandOf<'restrict'>): AllianceDecision {
  const { alliance, actor, now, context } = turn;
  const restricted = command.sectionKeys;
  if (new Set(restricted).size < restricted.length) return refusedAlliance('section-twice');
  if (restricted.some((key) => !context.sectionKeys.includes(key)))
    return refusedAlliance('section-not-there');
  const next = { ...alliance, restricted };
  const isLost = (key: SectionKey): boolean =>
    heldRight(alliance, actor.id, key, now) !== 'none' &&
    heldRight(next, actor.id, key, now) === 'none';
  if (restricted.some(isLost)) return refusedAlliance('restricts-yourself');
  return changed(alliance, { restricted });
}

function isFamily({ role }: Seat): boolean {
  return isPatientSide(role.disciplineKey);
}

/** What is wrong with a seat by itself, if anything. */
export function checkSeat(seat: Seat): AllianceRefusalReason | undefined {
  if (isFamily(seat) && (seat.isLead || seat.isSteward)) return 'patient-cannot-lead';
  return checkSeatWords(seat);
}

function checkGiven(
  turn: AllianceTurn,
  seat: Seat,
  scope: Seat['scope'],
): AllianceRefusalReason | undefined {
  const { alliance, actor, now, context } = turn;
  // Where neither patient nor family has a seat, somebody has to record what the patient says (AL51).
  const isUnspoken = !alliance.seats.some(isFamily);
  const own = (key: SectionKey) =>
    isUnspoken && key === 'what-matters' ? 'edit' : heldRight(alliance, actor.id, key, now);
  return checkScope({ alliance, seat, scope, sectionKeys: context.sectionKeys, own });
}

/** Whether a change is about more than the words of the seat. */
function isMore(seat: Seat, change: SeatChange): boolean {
  const { role, isLead = seat.isLead, isSteward = seat.isSteward } = change;
  const { isRequired = seat.isRequired } = change;
  return (
    isLead !== seat.isLead ||
    isSteward !== seat.isSteward ||
    isRequired !== seat.isRequired ||
    (role !== undefined && role.disciplineKey !== seat.role.disciplineKey)
  );
}

/** A required seat does not go silently: what was put forward and signed counted on it (AL16). */
function noLonger(
  { charter, noLongerRequired = [] }: Alliance,
  { id, role }: Seat,
): Pick<Alliance, 'noLongerRequired'> {
  if (charter.sealed === undefined) return {};
  return { noLongerRequired: [...noLongerRequired, { seatId: id, title: role.title }] };
}

function withoutSeat(charter: Alliance['charter'], seatId: SeatId): Alliance['charter'] {
  const { tieBreakSeatId, escalationPath, partnership, ...others } = charter.agreements;
  const { representativeSeatId, ...rest } = partnership;
  const isNamed = [tieBreakSeatId, representativeSeatId, ...escalationPath].includes(seatId);
  if (!isNamed) return charter;
  return {
    ...charter,
    revision: charter.revision + 1,
    agreements: {
      ...others,
      ...(tieBreakSeatId !== undefined && tieBreakSeatId !== seatId && { tieBreakSeatId }),
      escalationPath: escalationPath.filter((id) => id !== seatId),
      partnership: {
        ...rest,
        ...(representativeSeatId !== undefined &&
          representativeSeatId !== seatId && { representativeSeatId }),
      },
    },
  };
}
