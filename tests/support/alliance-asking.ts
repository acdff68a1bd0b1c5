import { toAllianceId, toSeatId } from '@alliance/shared/alliance/alliance';
import type {
  AllianceCommand,
  FoundAlliance,
  NewSeat,
} from '@alliance/shared/alliance/alliance-command';
import type { AllianceView, CharterView, SeatView } from '@alliance/shared/alliance/alliance-view';
import type { DisciplineKey } from '@alliance/shared/alliance/discipline';
import { type Persona, toPersonId } from '@alliance/shared/identity/person';
import { v7 } from 'uuid';

import { type PersonaKey, type SignedIn } from './people.ts';
import { write } from './threads.ts';

/** A seat that is about to be added, required, with a fresh id; anything can be replaced. */
export function newSeat(disciplineKey: DisciplineKey, other: Partial<NewSeat> = {}): NewSeat {
  return {
    seatId: toSeatId(v7()),
    role: { disciplineKey, title: disciplineKey, responsibilities: [], offers: [], needs: [] },
    isRequired: true,
    isLead: false,
    isSteward: false,
    contact: '',
    scope: [],
    ...other,
  };
}

/** An alliance of physician and nurse that is about to be founded; anything can be replaced. */
export function newAlliance(other: Partial<FoundAlliance> = {}): FoundAlliance {
  return {
    allianceId: toAllianceId(v7()),
    name: 'A pair',
    purpose: 'One plan instead of two.',
    patient: {
      name: 'Rosa Lind (synthetic)',
      preferredName: 'Rosa',
      bornOn: '1950-01-02',
      identifier: 'TEST-1',
      needsInterpreter: false,
      allergies: [],
    },
    seats: [newSeat('rehab-physician', { isLead: true }), newSeat('rehab-nurse')],
    ...other,
  };
}

/** Founds an alliance. */
export async function found(
  person: SignedIn,
  other: Partial<FoundAlliance> = {},
): Promise<AllianceView> {
  return viewIn(await write(person, '/api/alliances', newAlliance(other)));
}

/** Asks for a command on an alliance; whatever the server says. */
export function askAlliance(
  person: SignedIn,
  { id }: Pick<AllianceView, 'id'>,
  command: AllianceCommand,
  key?: string,
): Promise<Response> {
  return write(person, `/api/alliances/${id}`, command, key);
}

/** Changes an alliance. */
export async function tell(
  person: SignedIn,
  alliance: Pick<AllianceView, 'id'>,
  command: AllianceCommand,
): Promise<AllianceView> {
  return viewIn(await askAlliance(person, alliance, command));
}

/** The alliance as somebody sees it. */
export async function allianceOf(person: SignedIn, id: string): Promise<AllianceView> {
  return viewIn(await person.fetch(`/api/alliances/${id}`));
}

/** The charter as somebody sees it. */
export async function charterOf(
  person: SignedIn,
  { id }: Pick<AllianceView, 'id'>,
): Promise<CharterView> {
  const response = await person.fetch(`/api/alliances/${id}/charter`);
  if (!response.ok) throw new Error(`The charter was answered with ${response.status}.`);
  return (await response.json()) as CharterView;
}

/** Puts the charter forward. */
export async function seal(
  person: SignedIn,
  { id }: Pick<AllianceView, 'id'>,
): Promise<AllianceView> {
  const { revision: baseRevision } = await charterOf(person, { id });
  return viewIn(await write(person, `/api/alliances/${id}/charter/versions`, { baseRevision }));
}

/** Asks to sign the version that asks for signatures, with the persona's PIN; whatever the server says. */
export async function askToSign(
  person: SignedIn,
  alliance: AllianceView,
  other: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  const { sealed } = alliance.charter;
  return write(person, `/api/alliances/${alliance.id}/charter/signatures`, {
    seatId: seatOf(alliance, person).id,
    number: sealed?.number,
    hash: sealed?.hash,
    meaning: 'agree',
    proof: await pinOf(person),
    ...other,
  });
}

/** Signs the version that asks for signatures. */
export async function sign(
  person: SignedIn,
  { id }: Pick<AllianceView, 'id'>,
): Promise<AllianceView> {
  return viewIn(await askToSign(person, await allianceOf(person, id)));
}

/** The PIN that the screen of a persona shows. */
export async function pinOf(person: SignedIn): Promise<string> {
  const answer = (await (await person.fetch('/api/demo/personas')).json()) as readonly Persona[];
  return answer.find(({ key }) => key === person.persona)?.pin ?? '';
}

/** The seat in which somebody sits now. */
export function seatOf(alliance: AllianceView, { personId }: Pick<SignedIn, 'personId'>): SeatView {
  const seat = alliance.seats.find(({ now }) => now.some((row) => row.personId === personId));
  if (seat === undefined) throw new Error('This person sits nowhere.');
  return seat;
}

/** The seat of a discipline. */
export function seatFor(alliance: AllianceView, disciplineKey: DisciplineKey): SeatView {
  const seat = alliance.seats.find((each) => each.disciplineKey === disciplineKey);
  if (seat === undefined) throw new Error('There is no such seat.');
  return seat;
}

/** Asks somebody by name to take a seat, and they do. */
export async function seatPerson(
  lead: SignedIn,
  alliance: AllianceView,
  disciplineKey: DisciplineKey,
  who: SignedIn,
): Promise<AllianceView> {
  const seatId = toSeatId(seatFor(alliance, disciplineKey).id);
  await tell(lead, alliance, {
    type: 'invite',
    seatId,
    personId: toPersonId(who.personId),
    message: '',
    days: 7,
  });
  return tell(who, alliance, { type: 'accept', seatId });
}

/** A pair that has begun its work: consent recorded, charter put forward and signed by both. */
export async function activePair(
  people: Readonly<Record<'lead' | 'nurse', SignedIn>>,
  other: Partial<FoundAlliance> = {},
): Promise<AllianceView> {
  const { lead, nurse } = people;
  const alliance = await found(lead, other);
  await seatPerson(lead, alliance, 'rehab-nurse', nurse);
  await tell(lead, alliance, {
    type: 'consent',
    consent: { kind: 'recorded', how: 'spoken', note: '' },
  });
  await seal(lead, alliance);
  await tell(lead, alliance, { type: 'propose' });
  await sign(lead, alliance);
  return sign(nurse, alliance);
}

/** Everybody of the demo, signed in. */
export type Cast = Readonly<Record<PersonaKey, SignedIn>>;

async function viewIn(response: Response): Promise<AllianceView> {
  if (!response.ok)
    throw new Error(`It was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as AllianceView;
}
