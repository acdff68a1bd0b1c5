import { type NewSeat } from '@alliance/shared/alliance/alliance-command';
import { type MyAlliance } from '@alliance/shared/alliance/alliance-request';
import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { type PersonId } from '@alliance/shared/identity/person';
import { type AllianceItem } from '@alliance/shared/inbox/alliance-item';
import { type InboxView, isThreadItem } from '@alliance/shared/inbox/inbox';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { commandAlliance, setRight } from '../support/alliance-commands.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { write } from '../support/threads.ts';

let server: InProcessServer;

beforeAll(async () => {
  server = await startInProcess();
});

afterAll(() => server.close());

async function read<Answer>(person: SignedIn, path: string): Promise<Answer> {
  return (await (await person.fetch(path)).json()) as Answer;
}

/** What of alliances needs somebody, by reason. */
async function needsOf(person: SignedIn): Promise<readonly AllianceItem[]> {
  const { items } = await read<InboxView>(person, '/api/inbox');
  return items.filter((item) => !isThreadItem(item));
}

async function emergenciesOf(person: SignedIn): Promise<number> {
  return (await needsOf(person)).filter(({ reason }) => reason === 'emergency').length;
}

function rowsOf(person: SignedIn): Promise<readonly OverviewRow[]> {
  return read(person, '/api/overview');
}

function newSeat(disciplineKey: NewSeat['role']['disciplineKey'], isLead: boolean): NewSeat {
  const title = `The ${disciplineKey}`;
  const role = { disciplineKey, title, responsibilities: [], offers: [], needs: [] };
  const rest = { isRequired: true, isSteward: false, contact: '', scope: [] };
  return { seatId: v7() as NewSeat['seatId'], role, isLead, ...rest };
}

/** Priya founds an alliance in draft with a seat for an occupational therapist; nobody has consented yet. */
async function found(priya: SignedIn): Promise<{ readonly id: string; readonly seat: NewSeat }> {
  const [own, seat] = [newSeat('physician', true), newSeat('occupational-therapist', false)];
  const patient = {
    name: 'Zz Secret',
    preferredName: 'Zz',
    bornOn: '1950-01-01',
    identifier: 'zz-1',
    needsInterpreter: false,
    allergies: [],
  };
  const id = v7();
  const body = {
    allianceId: id,
    name: 'Zz alliance',
    purpose: 'Zz purpose',
    patient,
    seats: [own, seat],
  };
  const response = await write(priya, '/api/alliances', body);
  expect(await response.text()).toContain('Zz alliance');
  expect(response.status).toBe(200);
  return { id, seat };
}

test('[HO2] an alliance is on my list before its plan is open; whoever is asked learns the seat and nothing of the patient, and a no needs who leads', async () => {
  const [priya, marcus] = await Promise.all([
    signIn(server.url, 'priya'),
    signIn(server.url, 'marcus'),
  ]);
  const { id, seat } = await found(priya);
  const mine = await read<readonly MyAlliance[]>(priya, '/api/alliances');
  const row = mine.find((each) => each.id === id);
  expect(row).toMatchObject({ status: 'draft', name: 'Zz alliance' });
  expect(row).not.toHaveProperty('planId');
  expect((await priya.plans()).map(({ alliance }) => alliance.id)).not.toContain(id);

  const command = (person: SignedIn, body: object) => write(person, `/api/alliances/${id}`, body);
  const { seatId } = seat;
  const personId = marcus.personId as PersonId;
  const invite = { type: 'invite', seatId, personId, message: 'Zz words', days: 7 };
  expect((await command(priya, invite)).status).toBe(200);
  const [asked] = await needsOf(marcus);
  expect(asked).toMatchObject({ reason: 'invitation', seatTitle: seat.role.title, allianceId: id });
  expect(await (await marcus.fetch('/api/inbox')).text()).not.toContain('Zz');
  expect((await needsOf(priya)).map(({ reason }) => reason)).not.toContain('unanswered');

  const decline = { type: 'decline', seatId, recommendation: 'Ask Hannah.' };
  expect((await command(marcus, decline)).status).toBe(200);
  expect((await needsOf(marcus)).map(({ reason }) => reason)).not.toContain('invitation');
  const no = (await needsOf(priya)).find(({ reason }) => reason === 'unanswered');
  expect(no).toMatchObject({ state: 'declined', excerpt: 'Ask Hannah.', patientName: 'Zz Secret' });
});

test('[IB27] an emergency edit stands with the owners until one of them has looked, and nobody else sees it in their list', async () => {
  const [hannah, tom, priya, marcus] = await Promise.all(
    (['hannah', 'tom', 'priya', 'marcus'] as const).map((name) => signIn(server.url, name)),
  );
  if (!hannah || !tom || !priya || !marcus) throw new Error('Somebody is missing.');
  const emergencyId = v7();
  await commandAlliance(hannah, {
    type: 'emergency-edit',
    emergencyId,
    sectionKey: 'nursing-safety',
    reason: 'She fell.',
  });
  expect(await Promise.all([hannah, tom, priya, marcus].map(emergenciesOf))).toEqual([0, 1, 1, 0]);
  await commandAlliance(tom, { type: 'see-emergency', emergencyId });
  expect(await Promise.all([hannah, tom, priya, marcus].map(emergenciesOf))).toEqual([0, 0, 0, 0]);
});

test('[HO8] the overview is for whoever leads or keeps a plan, and names what lacks there', async () => {
  const [tom, marcus, priya] = await Promise.all([
    signIn(server.url, 'tom'),
    signIn(server.url, 'marcus'),
    signIn(server.url, 'priya'),
  ]);
  const plan = await priya.plan();
  expect((await rowsOf(marcus)).map(({ planId }) => planId)).not.toContain(plan.id);
  const row = async () => (await rowsOf(tom)).find(({ planId }) => planId === plan.id);
  expect(await row()).toMatchObject({ planTitle: plan.title, sectionsWithoutOwner: [] });
  await setRight(priya, 'social-worker', 'going-home', 'suggest');
  expect((await row())?.sectionsWithoutOwner).toEqual(['Going home']);
});
