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
  const isLead = mine.some((seat) => seat.isLead);
  const isSteward = mine.some((seat) => seat.isSteward);
  return [
    'read',
    ...(isLead ? (['manage'] as const) : []),
    ...(isProfessional ? (['write-charter'] as const) : []),
    ...(isLead || isSteward ? (['seal'] as const) : []),
  ];
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
  const isLead = mine.some((each) => each.isLead);
  const isSteward = mine.some((each) => each.isSteward);
  const { state, asked } = seat.invitation;
  const isAsked =
    state === 'requested' && asked?.personId === personId && Date.parse(asked.expiresAt) > now;
  return [
    ...(isMine || isLead ? (['change-seat'] as const) : []),
    ...(isMine || isLead || isSteward ? (['cover'] as const) : []),
    ...(isMine ? (['hand-over', 'sign'] as const) : []),
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
