/** An emergency edit: somebody who may only suggest changes a section because it could not wait. */
import { decide, presentRight, rightIn } from '../access/access-table.ts';
import { standsFor } from '../access/alliance-access.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';
import { emergenciesMax, emergencyMs, noteCharactersMax } from '../limits.ts';
import { type AllianceDecision, refusedAlliance } from './alliance-decision.ts';
import { type AllianceRefusalReason } from './alliance-refusals.ts';
import { type AllianceTurn, changed, seatActor } from './alliance-turn.ts';
import { type Alliance, type EmergencyEdit, type Seat } from './alliance.ts';
import { checkLength, isBlank } from './check-words.ts';
import { type CommandOf } from './command-of.ts';
import { isPatientSide } from './discipline.ts';

/** Lets whoever may suggest edit for an hour, with a reason that the owners of the section see (AL41). */
export function emergencyEdit(
  turn: AllianceTurn,
  command: CommandOf<'emergency-edit'>,
): AllianceDecision {
  const { alliance, actor, context, now } = turn;
  const { emergencyId, sectionKey, reason } = command;
  const problem = checkEmergency(turn, command);
  if (problem !== undefined) return refusedAlliance(problem);
  const seat = seatFor(turn, sectionKey);
  if (seat === undefined) return refusedAlliance('may-not-edit-in-emergency');
  const kept = stillKept(alliance, now);
  if (kept.some(({ id }) => id === emergencyId)) return refusedAlliance('emergency-there');
  if (kept.length >= emergenciesMax) return refusedAlliance('emergencies-full');
  const emergency: EmergencyEdit = {
    id: emergencyId,
    sectionKey,
    by: { seatId: seat.id, personId: actor.id },
    reason,
    from: context.at,
    to: new Date(now + emergencyMs).toISOString(),
  };
  return changed(alliance, { emergencies: [...kept, emergency] });
}

/** Says that an owner of the section, or the lead, has looked at it (AL42). */
export function seeEmergency(
  turn: AllianceTurn,
  { emergencyId }: CommandOf<'see-emergency'>,
): AllianceDecision {
  const { alliance, actor, context, now } = turn;
  const emergency = alliance.emergencies.find(({ id }) => id === emergencyId);
  if (emergency === undefined || !sees(turn, emergency.sectionKey))
    return refusedAlliance('emergency-not-there');
  if (emergency.by.personId === actor.id) return refusedAlliance('own-emergency');
  if (!mayLookAt(alliance, emergency, { personId: actor.id, now }))
    return refusedAlliance('emergency-not-yours-to-see');
  const by = seatActor(turn, (seat) => edits(alliance, seat, emergency.sectionKey));
  const seen: EmergencyEdit = { ...emergency, seen: emergency.seen ?? { at: context.at, by } };
  const emergencies = alliance.emergencies.map((each) => (each === emergency ? seen : each));
  return changed(alliance, { emergencies: stillKept({ emergencies }, now) });
}

/** Whether somebody is one of those who look at an emergency edit: an owner of its section, lead or steward, and not who made it. `now`: milliseconds since the epoch. */
export function mayLookAt(
  alliance: Alliance,
  { by, sectionKey }: EmergencyEdit,
  { personId, now }: { readonly personId: PersonId; readonly now: number },
): boolean {
  if (by.personId === personId) return false;
  return standsFor(alliance, personId, now).some(
    (seat) => seat.isLead || seat.isSteward || edits(alliance, seat, sectionKey),
  );
}

/** Emergency edits that run, and those that nobody has looked at yet. */
export function stillKept(
  { emergencies }: Pick<Alliance, 'emergencies'>,
  now: number,
): readonly EmergencyEdit[] {
  return emergencies.filter(({ to, seen }) => seen === undefined || Date.parse(to) > now);
}

function checkEmergency(
  turn: AllianceTurn,
  { sectionKey, reason }: CommandOf<'emergency-edit'>,
): AllianceRefusalReason | undefined {
  const { alliance, actor, now, context } = turn;
  const right = rightIn({ alliance, personId: actor.id, sectionKey, now });
  if (right === 'none' || !context.sectionKeys.includes(sectionKey)) return 'section-not-there';
  if (decide(right, 'section.edit').allowed) return 'emergency-not-needed';
  if (isBlank(reason)) return 'emergency-needs-reason';
  return checkLength(reason, noteCharactersMax);
}

/** The professional seat in whose name it happens. */
function seatFor(turn: AllianceTurn, sectionKey: SectionKey): Seat | undefined {
  return ownSeats(turn).find(
    (seat) =>
      !isPatientSide(seat.role.disciplineKey) &&
      decide(presentRight(turn.alliance, seat, sectionKey), 'section.emergency-edit').allowed,
  );
}

function ownSeats({ alliance, actor, now }: AllianceTurn): readonly Seat[] {
  return standsFor(alliance, actor.id, now);
}

function edits(alliance: Alliance, seat: Seat, sectionKey: SectionKey): boolean {
  return decide(presentRight(alliance, seat, sectionKey), 'section.edit').allowed;
}

function sees({ alliance, actor, now }: AllianceTurn, sectionKey: SectionKey): boolean {
  return rightIn({ alliance, personId: actor.id, sectionKey, now }) !== 'none';
}
