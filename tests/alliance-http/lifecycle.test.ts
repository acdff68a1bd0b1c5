import { afterAll, beforeAll, expect, test } from 'vitest';

import { activePair, found, tell } from '../support/alliance-asking.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';

let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;

beforeAll(async () => {
  server = await startInProcess();
  [priya, tom] = await Promise.all([signIn(server.url, 'priya'), signIn(server.url, 'tom')]);
});
afterAll(() => server.close());

test('[AL60] a pair becomes active by itself with the last signature', async () => {
  const draft = await found(priya);
  expect(draft).toMatchObject({ status: 'draft', version: 1 });
  const active = await activePair({ lead: priya, nurse: tom });
  expect(active).toMatchObject({ status: 'active', isInterprofessional: true });
  const plan = await (await tom.fetch(`/api/plans/${active.planId}`)).json();
  expect(plan).toMatchObject({ status: 'active' });
  await tell(priya, active, { type: 'suspend' });
  const plans = await tom.plans();
  expect(plans.find(({ id }) => id === active.planId)?.status).toBe('on-hold');
});
