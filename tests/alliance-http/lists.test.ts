import type { MyAlliance } from '@alliance/shared/alliance/alliance-request';
import type { Colleague, OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import {
  activePair,
  allianceOf,
  found,
  newSeat,
  seal,
  seatPerson,
  tell,
} from '../support/alliance-asking.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { liveSection, tabFor, whenSaved } from '../sync/client-tab.ts';
import { openLine } from './typing.ts';

let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;
let elena: SignedIn;
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.now() + ahead });
  priya = await signIn(server.url, 'priya');
  tom = await signIn(server.url, 'tom');
  elena = await signIn(server.url, 'elena');
});
beforeEach(() => {
  ahead += 61_000;
});
afterAll(() => server.close());

async function list<Row>(person: SignedIn, path: string): Promise<readonly Row[]> {
  return (await (await person.fetch(path)).json()) as readonly Row[];
}

test('[AL70] an alliance in which somebody sits is on their list before its plan may be opened, and never on that of others', async () => {
  const alliance = await found(priya);
  await seatPerson(priya, alliance, 'rehab-nurse', tom);
  const mine = async (person: SignedIn): Promise<MyAlliance | undefined> => {
    const all = await list<MyAlliance>(person, '/api/alliances');
    return all.find(({ id }) => id === alliance.id);
  };
  expect(await mine(tom)).toMatchObject({ status: 'draft', mySeats: [{ title: 'rehab-nurse' }] });
  expect(await mine(tom)).not.toHaveProperty('planId');
  expect((await tom.fetch(`/api/plans/${alliance.planId}`)).status).toBe(404);
  expect(await mine(elena)).toBe(undefined);
  const consent = { kind: 'waived', reason: 'Unconscious.' } as const;
  await tell(priya, alliance, { type: 'consent', consent });
  expect((await mine(tom))?.planId).toBe(alliance.planId);
});

test('[AL71] colleagues are those with whom somebody sits in an alliance, each once, without the scripted one; an address is looked up exactly, a few times a minute', async () => {
  const mine = await list<Colleague>(tom, '/api/colleagues');
  const names = mine.map(({ name }) => name);
  expect(names).toContain('Dr Priya Raman');
  expect(names).not.toContain('Tom Akerele RN');
  expect(names.filter((name) => name.includes('simulated'))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(mine.find(({ name }) => name === 'Dr Priya Raman')).toEqual({
    personId: priya.personId,
    name: 'Dr Priya Raman',
    disciplineKey: 'rehab-physician',
  });
  // Patient and family sit with Tom, and are no colleagues: whoever begins another alliance is not shown their names.
  expect(mine.map(({ personId }) => personId)).not.toContain(elena.personId);
  expect(await list<Colleague>(elena, '/api/colleagues')).not.toContainEqual(
    expect.objectContaining({ name: 'Noah Brandt (synthetic)' }),
  );
  const statuses: number[] = [];
  const answers: unknown[] = [];
  for (let count = 0; count < 11; count++) {
    const response = await tom.post('/api/colleagues', { email: 'nobody@example.org' });
    statuses.push(response.status);
    answers.push(await response.json());
  }
  expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => []));
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
});

test('[AL72] the overview of leads and stewards says of each plan what lacks: seats unfilled and unsigned, sections without owner, sections unchanged for a week', async () => {
  const nurse = newSeat('rehab-nurse', { isSteward: true });
  const seats = [newSeat('rehab-physician', { isLead: true }), nurse, newSeat('pharmacist')];
  const sectionKeys = ['snapshot', 'medicines', 'mobility'] as const;
  const alliance = await activePair({ lead: priya, nurse: tom }, { seats, sectionKeys });
  expect(alliance.status).toBe('proposed');
  const rowFor = async (person: SignedIn): Promise<OverviewRow | undefined> => {
    const rows = await list<OverviewRow>(person, '/api/overview');
    return rows.find(({ allianceId }) => allianceId === alliance.id);
  };
  expect(await rowFor(priya)).toEqual({
    planId: alliance.planId,
    allianceId: alliance.id,
    planTitle: 'Care plan',
    patientName: 'Rosa Lind (synthetic)',
    status: 'proposed',
    unsignedSeats: [],
    unfilledSeats: ['pharmacist'],
    sectionsWithoutOwner: ['Mobility and falls'],
    staleSections: [],
    reviewBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  expect(await rowFor(tom)).toEqual(await rowFor(priya));
  expect(await rowFor(elena)).toBe(undefined);
  const { version: baseVersion } = await allianceOf(priya, alliance.id);
  await tell(priya, alliance, { type: 'describe', purpose: 'New.', baseVersion });
  await seal(priya, alliance);
  expect((await rowFor(priya))?.unsignedSeats).toEqual(['rehab-physician', 'rehab-nurse']);
});

test('[AL72] a section counts as unchanged by its last words, whoever wrote them', async () => {
  const alliance = await activePair(
    { lead: priya, nurse: tom },
    { sectionKeys: ['snapshot', 'medicines'] },
  );
  const plan = (await (await tom.fetch(`/api/plans/${alliance.planId}`)).json()) as {
    readonly sections: readonly { readonly key: string; readonly documentId: string }[];
  };
  const rowFor = async (person: SignedIn): Promise<OverviewRow | undefined> => {
    const rows = await list<OverviewRow>(person, '/api/overview');
    return rows.find(({ allianceId }) => allianceId === alliance.id);
  };
  ahead += 8 * 24 * 3_600_000;
  priya = await signIn(server.url, 'priya');
  expect((await rowFor(priya))?.staleSections).toEqual(['Snapshot', 'Medicines plan']);
  const { documentId } = plan.sections.find(({ key }) => key === 'medicines') ?? { documentId: '' };
  const section = await liveSection(tabFor(server.url, 'priya', priya.cookie), documentId);
  openLine(section, 'Looked at.');
  await whenSaved(section);
  const row = await rowFor(priya);
  expect(row?.staleSections).toEqual(['Snapshot']);
  expect(Math.abs(Date.parse(row?.changedAt ?? '') - Date.now() - ahead)).toBeLessThan(10_000);
});
