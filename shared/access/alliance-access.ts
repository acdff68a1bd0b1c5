/**
 * What somebody may do with an alliance, its seats and its charter: the part of the one table of rights that is not
 * about sections (`access-table.ts`). Decided from the seats in which they may act now.
 */

import { type Alliance, type Seat } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { type PersonId } from '../identity/person.ts';
import { type SectionRight } from './section-right.ts';

/** Everything beside sections that a right can be asked for. */
export const allianceAbilities = [
  /** See the alliance page. */
  'read',
  /** Seats, scopes, invitations, status, consent: the lead's. */
  'manage',
  /** Write the charter's prose and agreements. */
  'write-charter',
  /** Put the charter forward to be signed. */
  'seal',
  /** Of a seat: change its words. */
  'change-seat',
  /** Of a seat: say who covers it. */
  'cover',
  /** Of a seat: leave a handover note, give it back. */
  'hand-over',
  /** Of a seat: sign the charter in its name. */
  'sign',
  /** Of a seat: accept or decline the invitation. */
  'answer',
] as const;

/** One of {@link allianceAbilities}. */
export type AllianceAbility = (typeof allianceAbilities)[number];

/** What somebody may do with an alliance as a whole at an instant, in the order of {@link allianceAbilities}. */
export function abilitiesIn(
  alliance: Alliance,
  personId: PersonId,
  now: number,
): readonly AllianceAbility[] {
  const mine = seatsOf(alliance, personId, now);
  if (mine.length === 0) return [];
  const isProfessional = mine.some(({ role }) => !isPatientSide(role.disciplineKey));
  const isLead = leadsIn(alliance, personId, now);
  const isSteward = stewardsIn(alliance, personId, now);
  return [
    'read',
    ...(isLead ? (['manage'] as const) : []),
    ...(isProfessional ? (['write-charter'] as const) : []),
    ...(isLead || isSteward ? (['seal'] as const) : []),
  ];
}

/** Whether somebody leads an alliance at an instant; whoever learns in a leading seat does not. */
export function leadsIn(alliance: Alliance, personId: PersonId, now: number): boolean {
  return standsFor(alliance, personId, now).some((seat) => seat.isLead);
}

/** Whether somebody is steward of the plan at an instant; whoever learns in that seat is not. */
export function stewardsIn(alliance: Alliance, personId: PersonId, now: number): boolean {
  return standsFor(alliance, personId, now).some((seat) => seat.isSteward);
}

/** The seats for which somebody can speak at an instant: where they may act, and do not sit as a trainee only. */
export function standsFor(alliance: Alliance, personId: PersonId, now: number): readonly Seat[] {
  const grown = alliance.seats.map((seat) => ({
    ...seat,
    coverage: seat.coverage.filter(({ kind }) => kind !== 'trainee'),
  }));
  const ids = new Set(seatsOf({ ...alliance, seats: grown }, personId, now).map(({ id }) => id));
  return alliance.seats.filter(({ id }) => ids.has(id));
}

/** What somebody may do with one seat at an instant, in the order of {@link allianceAbilities}. */
export function abilitiesOnSeat(
  alliance: Alliance,
  seat: Seat,
  personId: PersonId,
  now: number,
): readonly AllianceAbility[] {
  const mine = seatsOf(alliance, personId, now);
  const isMine = mine.some(({ id }) => id === seat.id);
  const mayVouch = standsFor(alliance, personId, now).some(({ id }) => id === seat.id);
  const isLead = leadsIn(alliance, personId, now);
  const isSteward = stewardsIn(alliance, personId, now);
  const { state, asked } = seat.invitation;
  const isAsked =
    state === 'requested' && asked?.personId === personId && Date.parse(asked.expiresAt) > now;
  return [
    ...(mayVouch || isLead ? (['change-seat'] as const) : []),
    ...(mayVouch || isLead || isSteward ? (['cover'] as const) : []),
    ...(isMine ? (['hand-over'] as const) : []),
    ...(mayVouch ? (['sign'] as const) : []),
    ...(isAsked ? (['answer'] as const) : []),
  ];
}

/** The right in the charter's prose: professionals write it together, patient and family read it, nobody else knows it. */
export function charterRightOf(alliance: Alliance, personId: PersonId, now: number): SectionRight {
  const abilities = abilitiesIn(alliance, personId, now);
  if (alliance.status === 'closed') return abilities.includes('read') ? 'read' : 'none';
  if (abilities.includes('write-charter')) return 'edit';
  return abilities.includes('read') ? 'read' : 'none';
}
