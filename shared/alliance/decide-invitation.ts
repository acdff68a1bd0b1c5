import { type PersonId } from '../identity/person.ts';
/** Asking somebody to take a seat: by name or by link, one at a time. */
import { invitationDays, noteCharactersMax } from '../limits.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type AllianceTurn, seatIn, withSeat } from './alliance-turn.ts';
import { type Alliance, type Seat, type SeatId } from './alliance.ts';
import { checkLength } from './check-words.ts';
import { type CommandOf } from './command-of.ts';
import { type Invitation } from './invitation.ts';

/** Asks somebody known (AL17). */
export function invite(turn: AllianceTurn, command: CommandOf<'invite'>): AllianceDecision {
  const { alliance, context, now } = turn;
  const { personId } = command;
  if (!context.knows(personId)) return refusedAlliance('person-unknown');
  if (sitsFor(alliance, personId, now)) return refusedAlliance('sits-already');
  return ask(turn, command, { personId });
}

/** Makes a link: the earlier invitation of the seat is worth nothing any more (AL22). */
export function link(turn: AllianceTurn, command: CommandOf<'link'>): AllianceDecision {
  return ask(turn, command, { linkDigest: command.linkDigest });
}

/** Takes an invitation back before it is answered (AL19). */
export function withdraw(
  { alliance }: AllianceTurn,
  { seatId }: CommandOf<'withdraw'>,
): AllianceDecision {
  const seat = seatIn(alliance, seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  const { state, asked } = seat.invitation;
  if (state !== 'requested') return refusedAlliance('nothing-to-withdraw');
  const invitation: Invitation = {
    state: 'withdrawn',
    ...(asked && { asked: withoutLink(asked) }),
  };
  return withSeat(alliance, { ...seat, invitation });
}

/** Who was asked, without the link: it works no more. */
export function withoutLink(asked: NonNullable<Invitation['asked']>): Invitation['asked'] & object {
  const { linkDigest: _, ...rest } = asked;
  return rest;
}

/** Whether somebody has a seat of their own: they hold it now, or will. */
export function sitsFor(alliance: Alliance, personId: PersonId, now: number): boolean {
  return alliance.seats.some((seat) => holders(seat, now).includes(personId));
}

/** Whose seat it is, now or later: nobody's while it was not accepted. */
export function holders({ invitation, coverage }: Seat, now: number): readonly PersonId[] {
  if (invitation.state !== 'accepted') return [];
  return coverage
    .filter(({ kind, to }) => kind === 'primary' && (to === undefined || Date.parse(to) > now))
    .map(({ personId }) => personId);
}

function ask(
  turn: AllianceTurn,
  command: { readonly seatId: SeatId; readonly message: string; readonly days: number },
  whom: { readonly personId: PersonId } | { readonly linkDigest: string },
): AllianceDecision {
  const { alliance, actor, context, now } = turn;
  const seat = seatIn(alliance, command.seatId);
  if (seat === undefined) return refusedAlliance('seat-not-there');
  const problem = checkAsking(command);
  if (problem !== undefined) return refusedAlliance(problem);
  const [holder] = holders(seat, now);
  if (holder !== undefined) return refusedAlliance('seat-taken', holder);
  const expiresAt = new Date(now + command.days * dayMs).toISOString();
  const invitation: Invitation = {
    state: 'requested',
    asked: { by: actor.id, at: context.at, expiresAt, message: command.message, ...whom },
  };
  return withSeat(alliance, { ...seat, invitation });
}

const dayMs = 24 * 60 * 60_000;

function checkAsking(command: {
  readonly message: string;
  readonly days: number;
}): AllianceRefusalReason | undefined {
  const { message, days } = command;
  const { min, max } = invitationDays;
  if (!Number.isInteger(days) || days < min || days > max) return 'days-out-of-range';
  return checkLength(message, noteCharactersMax);
}
