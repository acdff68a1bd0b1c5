import { type PersonId } from '../identity/person.ts';
/** Answering an invitation, and giving a seat back. */
import { noteCharactersMax } from '../limits.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceTurn, seatIn, withSeat } from './alliance-turn.ts';
import { type Coverage, type Seat, type SeatId } from './alliance.ts';
import { checkLength, isBlank } from './check-words.ts';
import { type CommandOf } from './command-of.ts';
import { holders, sitsFor, withoutLink } from './decide-invitation.ts';
import { type Invitation, invitationAt, openInvitation } from './invitation.ts';

/** Takes the seat that one was asked to take by name: from now on, until they give it back (AL23). */
export function accept(turn: AllianceTurn, { seatId }: CommandOf<'accept'>): AllianceDecision {
  const seat = askedSeat(turn, seatId, ({ personId }) => personId === turn.actor.id);
  return 'ok' in seat ? seat : take(turn, seat);
}

/** Takes the seat that one has the link of. */
export function acceptLink(
  turn: AllianceTurn,
  { seatId, linkDigest }: CommandOf<'accept-link'>,
): AllianceDecision {
  const seat = askedSeat(turn, seatId, (asked) => asked.linkDigest === linkDigest);
  return 'ok' in seat ? seat : take(turn, seat);
}

/** Says no, and why or whom to ask instead (AL21). */
export function decline(turn: AllianceTurn, command: CommandOf<'decline'>): AllianceDecision {
  const seat = askedSeat(turn, command.seatId, ({ personId }) => personId === turn.actor.id);
  return 'ok' in seat ? seat : refuse(turn, seat, command);
}

/** Says no by link. */
export function declineLink(
  turn: AllianceTurn,
  command: CommandOf<'decline-link'>,
): AllianceDecision {
  const { seatId, linkDigest } = command;
  const seat = askedSeat(turn, seatId, (asked) => asked.linkDigest === linkDigest);
  return 'ok' in seat ? seat : refuse(turn, seat, command);
}

/** Gives a seat back, now (AL25). Whoever only stands in for its holder, or learns there, ends that; the seat stays taken. */
export function leave(
  { alliance, actor, now, context }: AllianceTurn,
  { seatId }: CommandOf<'leave'>,
): AllianceDecision {
  const seat = seatIn(alliance, seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  const others = holders(seat, now).filter((personId) => personId !== actor.id);
  const isHolder = holders(seat, now).includes(actor.id);
  if (!isHolder || others.length > 0)
    return withSeat(alliance, { ...seat, coverage: left(seat.coverage, context.at, actor.id) });
  const coverage = left(seat.coverage, context.at);
  return withSeat(alliance, { ...seat, coverage, invitation: openInvitation });
}

/** Stretches that were given back at an instant, by one person or by everybody. Also one that has just run out by the clock: its grace ends with it. */
function left(coverage: readonly Coverage[], at: string, personId?: PersonId): readonly Coverage[] {
  return ended(coverage, at, personId).map((row) =>
    personId === undefined || row.personId === personId ? givenBack(row) : row,
  );
}

function givenBack(row: Coverage): Coverage {
  return { ...row, isGivenBack: true };
}

/** Stretches without what would come after an instant: of one person, or of everybody. */
export function ended(
  coverage: readonly Coverage[],
  at: string,
  personId?: PersonId,
): readonly Coverage[] {
  const now = Date.parse(at);
  return coverage.flatMap((row) => {
    const isMeant = personId === undefined || row.personId === personId;
    if (!isMeant || (row.to !== undefined && Date.parse(row.to) <= now)) return [row];
    return Date.parse(row.from) >= now ? [] : [{ ...row, to: at }];
  });
}

/** The seat whose invitation can be answered, or why it cannot (AL18 to AL20). */
function askedSeat(
  { alliance, actor, now }: AllianceTurn,
  seatId: SeatId,
  isMeant: (asked: NonNullable<Invitation['asked']>) => boolean,
): Seat | Extract<AllianceDecision, { ok: false }> {
  const seat = seatIn(alliance, seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  const { invitation } = seat;
  const { asked, answer } = invitation;
  const isAnswered = invitation.state === 'accepted' || invitation.state === 'declined';
  if (isAnswered && answer?.personId === actor.id) return refusedAlliance('answered-already');
  const [holder] = holders(seat, now);
  if (holder !== undefined) return refusedAlliance('seat-taken', holder);
  const state = invitationAt(invitation, now);
  if (asked === undefined || (state !== 'withdrawn' && !isMeant(asked)))
    return refusedAlliance('invitation-not-yours');
  if (state === 'expired') return refusedAlliance('invitation-expired');
  if (state === 'withdrawn') return refusedAlliance('invitation-withdrawn');
  return state === 'requested' ? seat : refusedAlliance('invitation-not-yours');
}

function take({ alliance, actor, now, context }: AllianceTurn, seat: Seat): AllianceDecision {
  if (sitsFor(alliance, actor.id, now)) return refusedAlliance('sits-already');
  const { asked } = seat.invitation;
  // Who leads for a shift only could otherwise stay by their own offer, with whatever that seat may do.
  if (asked?.by === actor.id) return refusedAlliance('offered-yourself');
  const row: Coverage = { personId: actor.id, from: context.at, kind: 'primary' };
  return withSeat(alliance, {
    ...seat,
    invitation: {
      state: 'accepted',
      ...(asked && { asked: withoutLink(asked) }),
      answer: { personId: actor.id, at: context.at },
    },
    coverage: [...ended(seat.coverage, context.at, actor.id), row].toSorted(byStart),
  });
}

function byStart(one: Coverage, other: Coverage): number {
  return Date.parse(one.from) - Date.parse(other.from);
}

function refuse(
  { alliance, actor, context }: AllianceTurn,
  seat: Seat,
  words: { readonly reason?: string; readonly recommendation?: string },
): AllianceDecision {
  const { reason = '', recommendation = '' } = words;
  if (isBlank(reason) && isBlank(recommendation)) return refusedAlliance('decline-needs-words');
  const problem =
    checkLength(reason, noteCharactersMax) ?? checkLength(recommendation, noteCharactersMax);
  if (problem !== undefined) return refusedAlliance(problem);
  const { asked } = seat.invitation;
  return withSeat(alliance, {
    ...seat,
    invitation: {
      state: 'declined',
      ...(asked && { asked: withoutLink(asked) }),
      answer: {
        personId: actor.id,
        at: context.at,
        ...(!isBlank(reason) && { reason }),
        ...(!isBlank(recommendation) && { recommendation }),
      },
    },
  });
}
