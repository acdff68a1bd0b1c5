import { type ItemVersionsView, type ItemView } from '@alliance/shared/careplan/item/item-view';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { changeItem, itemsOf, makeItem, newGoal } from '../support/items.ts';
import { type PersonaKey, type SignedIn, personaKeys, signIn } from '../support/people.ts';

let server: InProcessServer;
let planId: string;
const people = new Map<PersonaKey, SignedIn>();
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.now() + ahead });
  for (const key of personaKeys) people.set(key, await signIn(server.url, key));
  ({ id: planId } = await as('tom').plan());
});
// Nobody writes so often in a minute here.
beforeEach(() => {
  ahead += 61_000;
});
afterAll(() => server.close());

function as(key: PersonaKey): SignedIn {
  const found = people.get(key);
  if (found === undefined) throw new Error('Not signed in.');
  return found;
}

async function reread(person: SignedIn, item: ItemView): Promise<ItemView | undefined> {
  const { items } = await itemsOf(person, item.planId);
  return items.find(({ id }) => id === item.id);
}

test('[IT1] a goal is made, written and read by everybody who may read its section, with every version of it', async () => {
  const made = await makeItem(as('hannah'), newGoal({ statement: 'I walk.', lifecycle: 'active' }));
  expect(made).toMatchObject({ planId, version: 1, author: { name: 'Hannah Lindqvist PT' } });
  const written = await changeItem(as('hannah'), made, {
    type: 'write-goal',
    fields: { statement: { value: 'I walk to the kitchen.', baseVersion: 1 } },
  });
  expect(written).toMatchObject({
    version: 2,
    fields: { statement: { value: 'I walk to the kitchen.', version: 2 } },
  });
  expect(await reread(as('elena'), made)).toMatchObject({ version: 2 });
  const response = await as('tom').fetch(`/api/plans/${planId}/items/${made.id}/versions`);
  const versions = (await response.json()) as ItemVersionsView;
  expect(versions.map(({ version }) => version)).toEqual([1, 2]);
});
