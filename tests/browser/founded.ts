/** Alliances that a test founds for itself over HTTP, so that it changes nobody else's. */
import { type MadeLink } from '@alliance/shared/alliance/alliance-request';
import { type AllianceView, type CharterView } from '@alliance/shared/alliance/alliance-view';
import { v7 as uuid } from 'uuid';

import { type PersonaKey, type SignedIn, signIn } from '../support/people.ts';

/** An alliance of two: the founder leads as physician, the other is asked to be its nurse. */
export interface Founded {
  readonly allianceId: string;
  readonly lead: SignedIn;
  readonly leadSeat: string;
  readonly nurseSeat: string;
  /** Sends a command as somebody; gives the alliance as it is then. */
  send(person: SignedIn, command: object): Promise<AllianceView>;
  /** Posts below the alliance as somebody, whatever is answered. */
  post(person: SignedIn, path: string, body: object): Promise<Response>;
  read(person: SignedIn): Promise<AllianceView>;
  charter(person: SignedIn): Promise<CharterView>;
  /** Makes a link for the nurse's seat; gives its secret. */
  link(): Promise<string>;
  /** Somebody takes the nurse's seat. */
  take(persona: PersonaKey): Promise<SignedIn>;
  /** Puts the charter forward as its next version. */
  seal(): Promise<void>;
}

/** Founds one, in draft, with the patient's consent. */
export async function foundTwo(url: string, founder: PersonaKey): Promise<Founded> {
  const lead = await signIn(url, founder);
  const [allianceId, leadSeat, nurseSeat] = [uuid(), uuid(), uuid()];
  const address = `/api/alliances/${allianceId}`;
  await answered(post(lead, '/api/alliances', founding({ allianceId, leadSeat, nurseSeat })));
  const founded: Founded = {
    allianceId,
    lead,
    leadSeat,
    nurseSeat,
    send: (person, command) => answered(post(person, address, command)),
    post: (person, path, body) => post(person, `${address}${path}`, body),
    read: (person) => answered(person.fetch(address)),
    charter: (person) => answered(person.fetch(`${address}/charter`)),
    async link() {
      const body = { message: '', days: 7 };
      const path = `${address}/seats/${nurseSeat}/link`;
      return (await answered<MadeLink>(post(lead, path, body))).secret;
    },
    async take(persona) {
      const secret = await founded.link();
      const person = await signIn(url, persona);
      await answered(post(person, '/api/invitations/answer', { secret, answer: 'accept' }));
      return person;
    },
    async seal() {
      const { revision: baseRevision } = await founded.charter(lead);
      await answered(post(lead, `${address}/charter/versions`, { baseRevision }));
    },
  };
  const consent = { kind: 'recorded', how: 'spoken', note: '' };
  await founded.send(lead, { type: 'consent', consent });
  return founded;
}

/** Sends a write of somebody's, named so that it is done once. */
function post(person: SignedIn, path: string, body: object): Promise<Response> {
  return person.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': uuid() },
    body: JSON.stringify(body),
  });
}

async function answered<Answer>(asked: Promise<Response>): Promise<Answer> {
  const response = await asked;
  if (!response.ok) throw new Error(`Answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

function founding({
  allianceId,
  leadSeat,
  nurseSeat,
}: Pick<Founded, 'allianceId' | 'leadSeat' | 'nurseSeat'>): object {
  const seat = (seatId: string, disciplineKey: string, title: string): object => ({
    seatId,
    role: { disciplineKey, title, responsibilities: ['Rounds'], offers: [], needs: [] },
    isRequired: true,
    isLead: seatId === leadSeat,
    isSteward: seatId !== leadSeat,
    contact: 'ext. 1',
    scope: [],
  });
  return {
    allianceId,
    name: 'Garden walk alliance',
    purpose: 'Walks to the garden by spring.',
    patient: {
      name: 'Agnes Probe (synthetic)',
      preferredName: 'Agnes',
      bornOn: '1944-02-03',
      identifier: '',
      needsInterpreter: false,
      allergies: [],
    },
    seats: [
      seat(leadSeat, 'physician', 'Ward physician'),
      seat(nurseSeat, 'registered-nurse', 'Ward nurse'),
    ],
  };
}

/** The PIN with which a persona of the demonstration proves a signature: the page shows it. */
export async function pinOf(url: string, persona: PersonaKey): Promise<string> {
  const personas = (await (await fetch(`${url}/api/demo/personas`)).json()) as readonly {
    readonly key: string;
    readonly pin: string;
  }[];
  return personas.find(({ key }) => key === persona)?.pin ?? '';
}
