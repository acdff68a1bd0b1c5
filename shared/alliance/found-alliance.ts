import { defaultRight } from '../access/access-table.ts';
import { type Patient } from '../careplan/care-plan.ts';
import { type SectionKey } from '../careplan/section.ts';
import { lineCharactersMax, seatsMax, titleCharactersMax } from '../limits.ts';
import { type FoundAlliance } from './alliance-command.ts';
import {
  type AllianceActor,
  type AllianceDecision,
  type FoundingContext,
  refusedAlliance,
} from './alliance-decision.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type Alliance, type Seat } from './alliance.ts';
import { checkScope, isStronger } from './check-scope.ts';
import { type WordsProblem, checkDescription, checkLength, checkWritten } from './check-words.ts';
import { checkSeat, newSeat } from './decide-seats.ts';
import { isPatientSide } from './discipline.ts';
import { acceptedInvitation } from './invitation.ts';
import { firstAgreements } from './templates/templates.ts';

/** A new alliance, in draft: its founder sits in the first seat and leads; nobody else was asked yet (AL6). */
export function foundAlliance(
  asked: FoundAlliance,
  founder: AllianceActor,
  context: FoundingContext,
): AllianceDecision {
  const [first, ...others] = asked.seats.map(newSeat);
  if (first === undefined) return refusedAlliance('seat-not-there');
  const lead: Seat = {
    ...first,
    isLead: true,
    isRequired: true,
    invitation: acceptedInvitation,
    coverage: [{ personId: founder.id, from: context.at, kind: 'primary' }],
  };
  const seats = [
    ...others.filter(isProfessional),
    ...others.filter((seat) => !isProfessional(seat)),
  ];
  const problem = checkFounding(asked, [lead, ...seats], context);
  if (problem !== undefined) return refusedAlliance(problem);
  return { ok: true, alliance: draft(asked, [lead, ...seats], context) };
}

function draft(
  { allianceId, name, purpose, template }: FoundAlliance,
  seats: readonly Seat[],
  { at, charterDocumentId }: FoundingContext,
): Alliance {
  return {
    id: allianceId,
    name,
    purpose,
    status: 'draft',
    version: 1,
    charter: {
      documentId: charterDocumentId,
      agreements: firstAgreements(template, at),
      revision: 1,
      signatures: [],
    },
    restricted: [],
    emergencies: [],
    seats,
  };
}

function checkFounding(
  { name, purpose, patient }: FoundAlliance,
  seats: readonly Seat[],
  context: FoundingContext,
): AllianceRefusalReason | undefined {
  if (seats.length > seatsMax) return 'seats-full';
  if (new Set(seats.map(({ id }) => id)).size < seats.length) return 'seat-there';
  return (
    checkDescription({ name, purpose }) ??
    checkPatient(patient) ??
    seats.map(checkSeat).find((problem) => problem !== undefined) ??
    checkScopes(seats, context.sectionKeys)
  );
}

/** Whoever opens a plan has to see whose it is. */
function checkPatient(patient: Patient): WordsProblem | undefined {
  const { name, preferredName, identifier, language = '', allergies } = patient;
  const lines = [preferredName, identifier, language];
  return (
    checkWritten(name, titleCharactersMax) ??
    lines.map((line) => checkLength(line, titleCharactersMax)).find(isProblem) ??
    allergies.map((line) => checkWritten(line, lineCharactersMax)).find(isProblem)
  );
}

function isProblem(problem: WordsProblem | undefined): boolean {
  return problem !== undefined;
}

/**
 * A founder gives nobody more than their discipline has or they have themselves, and themselves nothing beside it. Only
 * where neither patient nor family has a seat, the charter can say who records what the patient says (AL51).
 */
function checkScopes(
  seats: readonly Seat[],
  sectionKeys: readonly SectionKey[],
): AllianceRefusalReason | undefined {
  const [lead] = seats;
  const areAlone = seats.every(isProfessional);
  const own = (key: SectionKey) => {
    if (areAlone && key === 'what-matters') return 'edit';
    return lead === undefined ? 'none' : defaultRight(lead.role.disciplineKey, key);
  };
  const isWider = lead?.scope.some(({ sectionKey, right }) => isStronger(right, own(sectionKey)));
  if (isWider === true) return 'own-right-wider';
  return seats
    .map((seat) =>
      checkScope({
        alliance: { restricted: [] },
        seat: { ...seat, scope: [] },
        scope: seat.scope,
        sectionKeys,
        own,
      }),
    )
    .find((problem) => problem !== undefined);
}

function isProfessional({ role }: Seat): boolean {
  return !isPatientSide(role.disciplineKey);
}
