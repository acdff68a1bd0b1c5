/**
 * What may happen to an alliance (rules AL of `SPEC.md`). Pure: the same alliance, command and context always give the
 * same answer, so that a write that was overtaken is simply decided again on the newer alliance.
 *
 *   member, or asked? ─no─▶ CP2     closed? ─▶ AL40     one of those who may? ─no─▶ the rule of the table (AL10)
 *      │
 *      ▼
 *   the command itself, by its family ─▶ still led? (AL11)  own right not wider? (AL13)
 *      │
 *      ▼
 *   active by itself with the last condition (AL38) ─▶ the alliance, one version on
 */
import { allianceActions } from '../access/alliance-actions.ts';
import { activated } from './activation.ts';
import { type AllianceCommand, type AllianceServerCommand } from './alliance-command.ts';
import {
  type AllianceActor,
  type AllianceContext,
  type AllianceDecision,
  refusedAlliance,
} from './alliance-decision.ts';
import { type AllianceTurn, seatIn, turnOf } from './alliance-turn.ts';
import { type Alliance, type SeatId } from './alliance.ts';
import { checkOutcome } from './check-outcome.ts';
import { accept, acceptLink, decline, declineLink, leave } from './decide-answer.ts';
import { agree, seal, sign } from './decide-charter.ts';
import { cover, endCover, handOver, seeNote } from './decide-coverage.ts';
import { emergencyEdit, seeEmergency } from './decide-emergency.ts';
import { invite, link, withdraw } from './decide-invitation.ts';
import { addSeat, changeSeat, removeSeat, restrict, setScope } from './decide-seats.ts';
import { close, consent, describe, propose, resume, suspend } from './decide-status.ts';

/** Decides a command on an alliance. An accepted one always gives the next version, also where it changes nothing else. */
export function decideAlliance(
  alliance: Alliance,
  command: AllianceCommand | AllianceServerCommand,
  actor: AllianceActor,
  context: AllianceContext,
): AllianceDecision {
  const seatId = seatMeant(command);
  const turn = turnOf(alliance, actor, context, seatId);
  const refusal = mayAsk(turn, command, seatId);
  if (refusal !== undefined) return refusal;
  const decision = carryOut(turn, command);
  if (!decision.ok) return decision;
  const problem = checkOutcome(turn, command.type, decision.alliance);
  if (problem !== undefined) return refusedAlliance(problem);
  const settled = activated(decision.alliance, context.at);
  return { ok: true, alliance: { ...settled, version: alliance.version + 1 } };
}

function seatMeant(command: AllianceCommand | AllianceServerCommand): SeatId | undefined {
  return 'seatId' in command ? command.seatId : undefined;
}

/** Why somebody may not ask this at all, if so. */
function mayAsk(
  { alliance, actor, relations }: AllianceTurn,
  command: AllianceCommand | AllianceServerCommand,
  seatId: SeatId | undefined,
): Extract<AllianceDecision, { ok: false }> | undefined {
  const seat = seatId === undefined ? undefined : seatIn(alliance, seatId);
  const right = allianceActions[command.type];
  const isAnswer = right.for.length === 0;
  const wasAsked =
    seat?.invitation.asked?.personId === actor.id || seat?.invitation.answer?.personId === actor.id;
  const byLink = command.type === 'accept-link' || command.type === 'decline-link';
  if (!relations.has('member') && !(isAnswer && (wasAsked || byLink)))
    return refusedAlliance('not-there');
  if (alliance.status === 'closed') return refusedAlliance('closed');
  if (seatId !== undefined && seat === undefined) return refusedAlliance('seat-not-there');
  if (!isAnswer && !right.for.some((relation) => relations.has(relation)))
    return refusedAlliance(right.refusal);
  return undefined;
}

function carryOut(
  turn: AllianceTurn,
  command: AllianceCommand | AllianceServerCommand,
): AllianceDecision {
  switch (command.type) {
    case 'describe':
      return describe(turn, command);
    case 'add-seat':
      return addSeat(turn, command);
    case 'change-seat':
      return changeSeat(turn, command);
    case 'remove-seat':
      return removeSeat(turn, command);
    case 'set-scope':
      return setScope(turn, command);
    case 'restrict':
      return restrict(turn, command);
    case 'invite':
      return invite(turn, command);
    case 'link':
      return link(turn, command);
    case 'withdraw':
      return withdraw(turn, command);
    case 'accept':
      return accept(turn, command);
    case 'accept-link':
      return acceptLink(turn, command);
    case 'decline':
      return decline(turn, command);
    case 'decline-link':
      return declineLink(turn, command);
    case 'leave':
      return leave(turn, command);
    case 'cover':
      return cover(turn, command);
    case 'end-cover':
      return endCover(turn, command);
    case 'hand-over':
      return handOver(turn, command);
    case 'see-handover':
      return seeNote(turn, command);
    case 'agree':
      return agree(turn, command);
    case 'seal':
      return seal(turn, command);
    case 'sign':
      return sign(turn, command);
    case 'consent':
      return consent(turn, command);
    case 'propose':
      return propose(turn);
    case 'suspend':
      return suspend(turn);
    case 'resume':
      return resume(turn);
    case 'close':
      return close(turn);
    case 'emergency-edit':
      return emergencyEdit(turn, command);
    case 'see-emergency':
      return seeEmergency(turn, command);
  }
}
