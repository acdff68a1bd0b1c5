/** The charter: its agreements, putting it forward, signing it. */
import { standsFor } from '../access/alliance-access.ts';
import { noteCharactersMax, signaturesPerSeatMax } from '../limits.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type AllianceTurn, seatActor } from './alliance-turn.ts';
import { type Alliance } from './alliance.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Charter, type Signature } from './charter.ts';
import { checkAgreements } from './check-agreements.ts';
import { checkLength, isBlank } from './check-words.ts';
import { type CommandOf } from './command-of.ts';

/** Changes the agreements (AL32). */
export function agree(turn: AllianceTurn, command: CommandOf<'agree'>): AllianceDecision {
  const { alliance, now } = turn;
  const { charter } = alliance;
  const { agreements, baseRevision } = command;
  if (baseRevision !== charter.revision) return refusedAlliance('charter-changed');
  if (canonicalJson(agreements) === canonicalJson(charter.agreements))
    return refusedAlliance('nothing-changed');
  const problem = checkAgreements(alliance, agreements, now);
  if (problem !== undefined) return refusedAlliance(problem);
  return withCharter(alliance, { agreements, revision: charter.revision + 1 });
}

/** Puts the charter forward as its next version: each seat is asked to sign (AL33). */
export function seal(turn: AllianceTurn, command: CommandOf<'seal'>): AllianceDecision {
  const { alliance, context } = turn;
  const { sealed, revision } = alliance.charter;
  if (command.baseRevision !== revision) return refusedAlliance('charter-changed');
  if (sealed?.hash === command.hash) return refusedAlliance('nothing-changed');
  const by = seatActor(turn, ({ isLead, isSteward }) => isLead || isSteward);
  const number = (sealed?.number ?? 0) + 1;
  const { noLongerRequired: _, ...others } = alliance;
  return withCharter(others, { sealed: { number, hash: command.hash, at: context.at, by } });
}

/** Signs the version that was read, and no other (AL34, AL35). */
export function sign(turn: AllianceTurn, command: CommandOf<'sign'>): AllianceDecision {
  const { alliance, actor, context, now } = turn;
  const { sealed, signatures } = alliance.charter;
  if (sealed === undefined || sealed.number !== command.number || sealed.hash !== command.hash)
    return refusedAlliance('charter-moved-on');
  if (!standsFor(alliance, actor.id, now).some(({ id }) => id === command.seatId))
    return refusedAlliance('trainee-cannot-sign');
  const { seatId, number, hash, meaning, note = '' } = command;
  const signature: Signature = {
    number,
    hash,
    seatId,
    personId: actor.id,
    meaning,
    ...(!isBlank(note) && { note }),
    at: context.at,
  };
  const problem = checkSignature(alliance.charter, signature);
  if (problem !== undefined) return refusedAlliance(problem);
  return withCharter(alliance, { signatures: [...signatures, signature] });
}

function checkSignature(
  { signatures }: Charter,
  signature: Signature,
): AllianceRefusalReason | undefined {
  const { meaning, note = '', seatId, number, personId } = signature;
  if (meaning !== 'agree' && isBlank(note)) return 'signature-needs-note';
  const given = signatures.filter((each) => each.seatId === seatId && each.number === number);
  const last = given.at(-1);
  const isSame = last?.personId === personId && last.meaning === meaning;
  if (isSame && (last.note ?? '') === note) return 'signed-already';
  if (given.length >= signaturesPerSeatMax) return 'signatures-full';
  return checkLength(note, noteCharactersMax);
}

function withCharter(alliance: Alliance, change: Partial<Charter>): AllianceDecision {
  return { ok: true, alliance: { ...alliance, charter: { ...alliance.charter, ...change } } };
}
