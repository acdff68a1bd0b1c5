import { standsFor } from '../access/alliance-access.ts';
import { sectionKeys } from '../careplan/section.ts';
import { type AllianceAction } from './alliance-command.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type AllianceTurn } from './alliance-turn.ts';
import { type Alliance } from './alliance.ts';
import { heldRight, isStronger } from './check-scope.ts';

/** What no command may lead to, whatever it is, if this one does: an alliance that nobody leads, or more for whoever asked. */
export function checkOutcome(
  turn: AllianceTurn,
  action: AllianceAction,
  after: Alliance,
): AllianceRefusalReason | undefined {
  if (after.status !== 'closed' && losesLead(turn, after)) return 'last-lead';
  const isTheirs = isOffered.has(action) || (action === 'change-seat' && isAlone(turn));
  return isTheirs || !grows(turn, after) ? undefined : 'own-right-wider';
}

/** A seat that somebody takes was offered by another. */
const isOffered: ReadonlySet<AllianceAction> = new Set(['accept', 'accept-link']);

/** A founder whom nobody has joined yet could as well begin anew: they may correct what they are. */
function isAlone({ alliance, actor }: AllianceTurn): boolean {
  const accepted = alliance.seats.filter(({ invitation }) => invitation.state === 'accepted');
  const people = accepted.flatMap(({ coverage }) => coverage.map(({ personId }) => personId));
  return alliance.status === 'draft' && people.every((personId) => personId === actor.id);
}

function losesLead({ alliance, now }: AllianceTurn, after: Alliance): boolean {
  if (!after.seats.some(({ isLead, invitation }) => isLead && invitation.state === 'accepted'))
    return true;
  return isLedAt(alliance, now) && !isLedAt(after, now);
}

/** Whether somebody leads an alliance at an instant, by the coverage of a leading seat. */
export function isLedAt(alliance: Alliance, now: number): boolean {
  const people = new Set(
    alliance.seats.flatMap(({ coverage }) => coverage.map(({ personId }) => personId)),
  );
  return [...people].some((personId) =>
    standsFor(withoutGrace(alliance, now), personId, now).some(({ isLead }) => isLead),
  );
}

/** Whoever only finishes a handover does not lead on. */
function withoutGrace(alliance: Alliance, now: number): Alliance {
  return {
    ...alliance,
    seats: alliance.seats.map((seat) => ({
      ...seat,
      coverage: seat.coverage.filter(({ to }) => to === undefined || Date.parse(to) > now),
    })),
  };
}

function grows({ alliance, actor, now }: AllianceTurn, after: Alliance): boolean {
  return sectionKeys.some((key) =>
    isStronger(heldRight(after, actor.id, key, now), heldRight(alliance, actor.id, key, now)),
  );
}
