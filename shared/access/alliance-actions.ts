/**
 * Who may do what to an alliance: the first question of `decide-alliance.ts`. The second, whether the state of the
 * alliance allows it, is asked there.
 */
import { type AllianceCommand, type AllianceServerCommand } from '../alliance/alliance-command.ts';
import { type AllianceRefusalReason } from '../alliance/alliance-refusals.ts';
import { type Alliance, type Seat, type SeatId } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { isPatientSide } from '../alliance/discipline.ts';
import { type PersonId } from '../identity/person.ts';
import { leadsIn, standsFor, stewardsIn } from './alliance-access.ts';

/** What somebody can be to an alliance, and to the seat that a command names. */
export type AllianceRelation =
  /** Sits in a seat now. */
  | 'member'
  /** Sits in a professional seat now. */
  | 'professional'
  /** Leads: as the holder or cover of a leading seat. */
  | 'lead'
  /** Keeps the plan in order: as the holder or cover of a steward's seat. */
  | 'steward'
  /** Sits in the seat that is meant, also to learn there. */
  | 'sitter'
  /** Speaks for the seat that is meant: as its holder or cover. */
  | 'holder';

/** Who may do one thing, and why the others may not. */
export interface AllianceActionRight {
  /** Empty: whoever was asked, which the command itself finds out. */
  readonly for: readonly AllianceRelation[];
  readonly refusal: AllianceRefusalReason;
}

const managing: AllianceActionRight = { for: ['lead'], refusal: 'may-not-manage' };
const ownSeat: AllianceActionRight = { for: ['sitter'], refusal: 'not-your-seat' };
const ownOrManaging: AllianceActionRight = { for: ['holder', 'lead'], refusal: 'not-your-seat' };
const answering: AllianceActionRight = { for: [], refusal: 'invitation-not-yours' };
const covering: AllianceActionRight = {
  for: ['holder', 'lead', 'steward'],
  refusal: 'may-not-arrange-cover',
};

/** The table: every command, and who may ask for it (AL10). */
export const allianceActions: Readonly<
  Record<(AllianceCommand | AllianceServerCommand)['type'], AllianceActionRight>
> = {
  describe: managing,
  'add-seat': managing,
  'change-seat': ownOrManaging,
  'remove-seat': managing,
  'set-scope': ownOrManaging,
  restrict: managing,
  invite: managing,
  link: managing,
  withdraw: managing,
  accept: answering,
  decline: answering,
  'accept-link': answering,
  'decline-link': answering,
  leave: ownSeat,
  cover: covering,
  'end-cover': covering,
  'hand-over': ownSeat,
  'see-handover': ownSeat,
  agree: { for: ['professional'], refusal: 'may-not-write-charter' },
  seal: { for: ['lead', 'steward'], refusal: 'may-not-seal' },
  sign: ownSeat,
  consent: managing,
  propose: managing,
  suspend: managing,
  resume: managing,
  close: managing,
  'emergency-edit': { for: ['professional'], refusal: 'may-not-edit-in-emergency' },
  'see-emergency': { for: ['member'], refusal: 'emergency-not-yours-to-see' },
};

/** What a person is to an alliance at an instant, and to one of its seats. */
export function relationsToAlliance(
  alliance: Alliance,
  personId: PersonId,
  now: number,
  seatId?: SeatId,
): ReadonlySet<AllianceRelation> {
  const mine = seatsOf(alliance, personId, now);
  const isTrue: Readonly<Record<AllianceRelation, boolean>> = {
    member: mine.length > 0,
    professional: mine.some(isProfessional),
    lead: leadsIn(alliance, personId, now),
    steward: stewardsIn(alliance, personId, now),
    sitter: mine.some(({ id }) => id === seatId),
    holder: standsFor(alliance, personId, now).some(({ id }) => id === seatId),
  };
  return new Set(relations.filter((relation) => isTrue[relation]));
}

const relations = ['member', 'professional', 'lead', 'steward', 'sitter', 'holder'] as const;

function isProfessional({ role }: Seat): boolean {
  return !isPatientSide(role.disciplineKey);
}
