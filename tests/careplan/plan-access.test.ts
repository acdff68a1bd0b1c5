import { afterAll, beforeAll, expect, test } from 'vitest';

import { accessPage } from '../support/access-page.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type PersonaKey, type SignedIn, personaKeys, signIn } from '../support/people.ts';

let server: InProcessServer;
let people: ReadonlyMap<PersonaKey, SignedIn>;

beforeAll(async () => {
  server = await startInProcess();
  const signedIn = await Promise.all(personaKeys.map((key) => signIn(server.url, key)));
  people = new Map(signedIn.map((each) => [each.persona, each]));
});
afterAll(() => server.close());

function person(key: PersonaKey): SignedIn {
  const found = people.get(key);
  if (found === undefined) throw new Error('Not signed in.');
  return found;
}

test.each(personaKeys)(
  '[CP3] %s is given exactly the sections and rights of the table of AC3',
  async (key) => {
    const { sections } = await person(key).plan();
    const given = sections.map(({ key: sectionKey, access }) => ({
      sectionKey,
      persona: key,
      access,
    }));
    const promised = accessPage().filter(
      ({ persona, access }) => persona === key && access !== undefined,
    );
    expect(given).toEqual(promised);
  },
);

test('[CP3] the text of a section that Lucia may not see is nowhere in her answer', async () => {
  const medicines = await person('tom').section('medicines');
  const answer = JSON.stringify(await person('lucia').plan());
  const words = medicines.rendered.html.match(/>[^<>]{30,}</g) ?? [];
  expect(words.length).toBeGreaterThan(3);
  for (const text of [medicines.documentId, medicines.id, ...words])
    expect(answer).not.toContain(text.slice(1, -1));
});

test('[CP1] the stroke plan has all ten sections in reading order', async () => {
  const { sections } = await person('priya').plan();
  expect(sections.map(({ key }) => key)).toEqual([
    'what-matters',
    'snapshot',
    'health-concerns',
    'medicines',
    'nursing-safety',
    'mobility',
    'self-care',
    'swallowing-communication',
    'going-home',
    'contingency',
  ]);
});

test.each(['plans', 'alliances'])(
  '[CP2] one of the %s of others is answered exactly as one that does not exist',
  async (kind) => {
    const pair = (await person('hannah').plans()).find(({ title }) => title.startsWith('Hand'));
    const id = kind === 'plans' ? pair?.id : pair?.alliance.id;
    expect((await person('hannah').fetch(`/api/${kind}/${id}`)).status).toBe(200);
    const foreign = await person('priya').fetch(`/api/${kind}/${id}`);
    const unknown = await person('priya').fetch(`/api/${kind}/nothing`);
    expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
    const looked = await person('priya').post(`/api/plans/${pair?.id}/looked`, { heads: [] });
    expect(looked.status).toBe(404);
  },
);

test('[CP2] somebody who is not signed in learns nothing about any plan', async () => {
  const { id } = await person('tom').plan();
  const known = await fetch(`${server.url}/api/plans/${id}`);
  const unknown = await fetch(`${server.url}/api/plans/nothing`);
  expect([known.status, await known.text()]).toEqual([401, await unknown.text()]);
});

test('[CP7] every section names the seats that edit there, lead first, and never the simulated colleague', async () => {
  const { sections, alliance } = await person('tom').plan();
  const owners = Object.fromEntries(
    sections.map(({ key, owners: seats }) => [key, seats.map(({ title }) => title).join(', ')]),
  );
  expect(owners).toMatchObject({
    'what-matters': 'Patient, Daughter',
    snapshot: 'Rehab physician, Rehab nurse',
    mobility: 'Physiotherapist',
    'going-home': 'Social worker and discharge coordinator',
  });
  const simulated = alliance.seats.filter(({ isSimulated }) => isSimulated);
  expect(simulated.map(({ title }) => title)).toEqual(['Simulated colleague']);
});

test.each(['tom', 'hannah', 'elena'] as const)(
  '[DM7] %s is offered the simulated colleague exactly where the server would let it come',
  async (key) => {
    const { id, sections } = await person(key).plan();
    const answers = await Promise.all(
      sections.map(async (section) => {
        const body = { planId: id, sectionKey: section.key, action: 'stop' };
        const { status } = await person(key).fetch('/api/demo/colleague', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return [section.key, status === 200] as const;
      }),
    );
    expect(sections.map((section) => [section.key, section.takesColleague === true])).toEqual(
      answers,
    );
    expect(new Set(answers.map(([, isLetIn]) => isLetIn)).size).toBe(2);
  },
);
