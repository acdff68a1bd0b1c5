/** The life of an alliance: its words, the patient's consent, and from draft to closed. */
import { noteCharactersMax } from '../limits.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceTurn, changed, seatActor } from './alliance-turn.ts';
import { type Consent } from './alliance.ts';
import { checkDescription, checkLength, isBlank } from './check-words.ts';
import { type CommandOf } from './command-of.ts';
import { isPatientSide } from './discipline.ts';

/** Changes name and purpose. */
export function describe(turn: AllianceTurn, command: CommandOf<'describe'>): AllianceDecision {
  const { alliance } = turn;
  const { name = alliance.name, purpose = alliance.purpose, baseVersion } = command;
  const problem = checkDescription({ name, purpose });
  if (problem !== undefined) return refusedAlliance(problem);
  if (name === alliance.name && purpose === alliance.purpose)
    return refusedAlliance('nothing-changed');
  if (baseVersion !== alliance.version) return refusedAlliance('changed-meanwhile');
  // Its purpose stands for why it is formal: once proposed it is never without one again.
  if (isBlank(purpose) && alliance.status !== 'draft') return refusedAlliance('purpose-missing');
  return changed(alliance, { name, purpose });
}

/** Records what the patient has said, or why nobody could ask (AL36). */
export function consent(turn: AllianceTurn, command: CommandOf<'consent'>): AllianceDecision {
  const { alliance, context } = turn;
  const said = command.consent;
  const words = said.kind === 'waived' ? said.reason : said.note;
  const problem = checkLength(words, noteCharactersMax);
  if (problem !== undefined) return refusedAlliance(problem);
  if (said.kind === 'waived' && isBlank(words)) return refusedAlliance('waiver-needs-reason');
  const by = seatActor(turn, ({ isLead }) => isLead);
  const recorded: Consent = { ...said, at: context.at, by };
  return changed(alliance, { consent: recorded });
}

/** Sends the alliance out to be accepted and signed (AL37). */
export function propose({ alliance }: AllianceTurn): AllianceDecision {
  if (alliance.status !== 'draft') return refusedAlliance('not-draft');
  if (isBlank(alliance.purpose)) return refusedAlliance('purpose-missing');
  const professionals = alliance.seats.filter(({ role }) => !isPatientSide(role.disciplineKey));
  if (professionals.length < 2) return refusedAlliance('two-professionals-needed');
  if (alliance.charter.sealed === undefined) return refusedAlliance('charter-not-sealed');
  return changed(alliance, { status: 'proposed' });
}

/** Pauses an active alliance: its plan can only be read. */
export function suspend({ alliance }: AllianceTurn): AllianceDecision {
  if (alliance.status !== 'active') return refusedAlliance('not-active');
  return changed(alliance, { status: 'suspended' });
}

/** Ends the pause. */
export function resume({ alliance }: AllianceTurn): AllianceDecision {
  if (alliance.status !== 'suspended') return refusedAlliance('not-suspended');
  return changed(alliance, { status: 'active' });
}

/** Ends the alliance for good. */
export function close({ alliance }: AllianceTurn): AllianceDecision {
  return changed(alliance, { status: 'closed' });
}
