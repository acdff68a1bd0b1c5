import { type Alliance, type Seat } from '@alliance/shared/alliance/alliance';
import {
  type AllianceCommand,
  type AllianceServerCommand,
  type NewSeat,
} from '@alliance/shared/alliance/alliance-command';
import { type AllianceDecision } from '@alliance/shared/alliance/alliance-decision';
import { type AllianceRefusalReason } from '@alliance/shared/alliance/alliance-refusals';
import { decideAlliance } from '@alliance/shared/alliance/decide-alliance';
import { openInvitation } from '@alliance/shared/alliance/invitation';
import { type SectionKey } from '@alliance/shared/careplan/section';

import { alliance, covers, hours, noon, personId, seat } from '../support/alliances.ts';

/** The sections of the plan. */
export const planKeys: readonly SectionKey[] = [
  'what-matters',
  'medicines',
  'nursing-safety',
  'mobility',
  'mood',
];

/** Anything that can be asked. */
export type Command = AllianceCommand | AllianceServerCommand;

/** The hash of the version that asks for signatures, and of another one. */
export const hash = 'a'.repeat(64);
export const otherHash = 'b'.repeat(64);

/** The digest of a link. */
export const linkDigest = 'c'.repeat(64);

/** The ids of the seats. */
export const seatIds = {
  lead: 'seat-physician' as Seat['id'],
  nurse: 'seat-registered-nurse' as Seat['id'],
  therapist: 'seat-physical-therapist' as Seat['id'],
  social: 'seat-social-worker' as Seat['id'],
  patient: 'seat-patient' as Seat['id'],
  none: 'seat-nowhere' as Seat['id'],
};

/** Ana leads, Ben is steward, Cat is therapist with a trainee, nobody was asked to be social worker, Pat is the patient. */
export function wardTeam(other: Partial<Alliance> = {}): Alliance {
  const team = alliance(
    [
      seat('physician', [covers('ana', -50, undefined)], { isLead: true }),
      seat('registered-nurse', [covers('ben', -50, undefined)], { isSteward: true }),
      seat('physical-therapist', [covers('cat', -50, undefined), covers('tina', -2, 2, 'trainee')]),
      seat('social-worker', [], { invitation: openInvitation, isRequired: false }),
      seat('patient', [covers('pat', -50, undefined)], { isRequired: false }),
    ],
    { activeSince: hours(-40), ...other },
  );
  const by = { seatId: seatIds.lead, personId: personId('ana') };
  const sealed = { number: 1, hash, at: hours(-45), by };
  return other.charter === undefined ? { ...team, charter: { ...team.charter, sealed } } : team;
}

/** One seat of an alliance. */
export function seatOf(team: Alliance, id: Seat['id']): Seat {
  const found = team.seats.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
}

/** The alliance with one of its seats changed. */
export function withSeat(team: Alliance, id: Seat['id'], change: Partial<Seat>): Alliance {
  return {
    ...team,
    seats: team.seats.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

/** Everybody is known but the stranger. */
export function decideBy(
  team: Alliance,
  command: Command,
  name = 'ana',
  fromNoon = 0,
): AllianceDecision {
  const context = {
    at: new Date(noon + fromNoon * 3_600_000).toISOString(),
    sectionKeys: planKeys,
    knows: (id: string) => id !== 'stranger',
  };
  return decideAlliance(team, command, { id: personId(name), name }, context);
}

/** The alliance after an accepted command. */
export function after(team: Alliance, command: Command, name = 'ana', fromNoon = 0): Alliance {
  const decision = decideBy(team, command, name, fromNoon);
  if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.reason}.`);
  return decision.alliance;
}

/** Why a command is refused; `ok` when it is not. */
export function reasonOf(
  team: Alliance,
  command: Command,
  name = 'ana',
  fromNoon = 0,
): AllianceRefusalReason | 'ok' {
  const decision = decideBy(team, command, name, fromNoon);
  return decision.ok ? 'ok' : decision.refusal.reason;
}

/** A seat on its way. */
export function newSeat(id: string, other: Partial<NewSeat> = {}): NewSeat {
  return {
    seatId: id as Seat['id'],
    role: {
      disciplineKey: 'pharmacist',
      title: 'Pharmacist',
      responsibilities: ['Medicines'],
      offers: [],
      needs: [],
    },
    isRequired: true,
    isLead: false,
    isSteward: false,
    contact: '',
    scope: [],
    ...other,
  };
}

/** Asks Sam to be social worker. */
export const inviteSam: Command = {
  type: 'invite',
  seatId: seatIds.social,
  personId: personId('sam'),
  message: 'Join us',
  days: 7,
};

/** A link for the seat of the social worker. */
export const makeLink: Command = {
  type: 'link',
  seatId: seatIds.social,
  linkDigest,
  message: '',
  days: 7,
};

/** Arranges that somebody covers the nurse's seat; hours from noon. */
export function coverNurse(name: string, from: number, to: number | undefined): Command {
  const coverage = covers(name, from, to, 'cover');
  return { type: 'cover', seatId: seatIds.nurse, coverage };
}

/** Signs in the name of a seat. */
export function signs(
  seatId: Seat['id'],
  other: Partial<Extract<Command, { type: 'sign' }>> = {},
): Command {
  return { type: 'sign', seatId, number: 1, hash, meaning: 'agree', ...other };
}
