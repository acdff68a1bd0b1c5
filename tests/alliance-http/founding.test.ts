import { createMemoryStorage } from '@alliance/server/storage/memory';
import { toAllianceId } from '@alliance/shared/alliance/alliance';
import type { PlanView } from '@alliance/shared/careplan/plan-view';
import { reservedClientIDs } from '@alliance/shared/editor/section-document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { refusalOf } from '../comments/commented-server.ts';
import {
  charterOf,
  found,
  newAlliance,
  newSeat,
  seatFor,
  seatPerson,
  tell,
} from '../support/alliance-asking.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { write } from '../support/threads.ts';
import { connectSignedIn } from '../sync/raw-socket.ts';

const storage = createMemoryStorage();
let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;

beforeAll(async () => {
  server = await startInProcess({ storage });
  priya = await signIn(server.url, 'priya');
  tom = await signIn(server.url, 'tom');
});
afterAll(() => server.close());

test('[AL80] an alliance that is begun with a template has its sections, their first words and those of the charter; each row is its founder’s, written under the server’s own id', async () => {
  const alliance = await found(priya, { template: 'stroke-rehabilitation' });
  const consent = { kind: 'recorded', how: 'spoken', note: '' } as const;
  await tell(priya, alliance, { type: 'consent', consent });
  const path = `/api/plans/${alliance.planId}`;
  const plan = (await (await priya.fetch(path)).json()) as PlanView;
  expect(plan.title).toBe('Stroke rehabilitation');
  expect(plan.sections.length).toBeGreaterThan(5);
  expect(plan.sections.some(({ rendered }) => rendered.html.length > 20)).toBe(true);
  expect((await charterOf(priya, alliance)).rendered.html.length).toBeGreaterThan(20);
  const record = await storage.alliance(toAllianceId(alliance.id));
  const sections = record?.plan.sections ?? [];
  const logs = await Promise.all(
    sections.map(({ documentId }) => storage.readLog({ documentId, afterSeq: 0, limit: 10 })),
  );
  for (const row of logs.flat()) {
    expect(row).toMatchObject({
      personId: priya.personId,
      seatId: seatFor(alliance, 'rehab-physician').id,
    });
    const { structs } = Y.decodeUpdate(row.payload);
    expect(new Set(structs.map(({ id }) => id.client))).toEqual(
      new Set([reservedClientIDs.template]),
    );
  }
});

test('[AL80] without a template a plan has the sections that were chosen, in reading order and empty', async () => {
  const alliance = await found(priya, { sectionKeys: ['medicines', 'snapshot'] });
  expect(alliance.sections.map(({ key, heading }) => [key, heading])).toEqual([
    ['snapshot', expect.any(String)],
    ['medicines', expect.any(String)],
  ]);
  expect(await charterOf(priya, alliance)).toMatchObject({ rendered: { head: 0, html: '' } });
});

test('[AL80] what cannot be an alliance is refused in plain words, and leaves nothing', async () => {
  const before = (await storage.alliances('', 100)).length;
  const elena = await signIn(server.url, 'elena');
  const { patient } = newAlliance();
  const asked = [
    [elena, newAlliance({ seats: [newSeat('patient', { isLead: true })] }), 422],
    [priya, newAlliance({ name: '  ' }), 422],
    [priya, newAlliance({ name: 'x'.repeat(200) }), 422],
    [priya, newAlliance({ patient: { ...patient, name: ' ' } }), 422],
    [priya, newAlliance({ patient: { ...patient, identifier: '1'.repeat(200) } }), 422],
    [priya, newAlliance({ patient: { ...patient, allergies: ['Latex', ''] } }), 422],
    [priya, { ...newAlliance(), sectionKeys: [] }, 400],
    [priya, { ...newAlliance(), seats: [] }, 400],
    [priya, { ...newAlliance(), more: true }, 400],
  ] as const;
  for (const [who, body, status] of asked) {
    const refusal = await refusalOf(await write(who, '/api/alliances', body));
    expect(refusal.status).toBe(status);
    expect(refusal.text).toMatch(/Nothing (was|of)/);
  }
  expect((await storage.alliances('', 100)).length).toBe(before);
});

test('[AL73] whoever shows an alliance hears at once that it changed, also before consent; nobody else does', async () => {
  const alliance = await found(priya);
  await seatPerson(priya, alliance, 'rehab-nurse', tom);
  const { planId } = alliance;
  const hannah = await signIn(server.url, 'hannah');
  const tab = await connectSignedIn(server.url, '/sync', tom);
  const other = await connectSignedIn(server.url, '/sync', hannah);
  for (const each of [tab, other]) each.plan({ type: 'watch', planId });
  await tab.until(() => tab.plans.find(({ type }) => type === 'presence'));
  await tell(priya, alliance, { type: 'add-seat', seat: newSeat('dietitian') });
  await tab.until(() => tab.plans.find((each) => each.type === 'event' && each.kind === 'plan'));
  expect(other.plans.filter((each) => each.type === 'event' && each.kind === 'plan')).toEqual([]);
});
