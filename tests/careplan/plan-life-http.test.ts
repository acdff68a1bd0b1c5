import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { type CommentedServer, commentedServer, refusalOf } from '../comments/commented-server.ts';
import { commandAlliance } from '../support/alliance-commands.ts';
import { type SignedIn } from '../support/people.ts';
import { askPlan, changePlan, newSection, sectionIn } from '../support/plans.ts';
import { askToStart, changeThread, newThread, startThread, write } from '../support/threads.ts';
import { liveSection, tabFor, textIn, type, whenSaved, whenState } from '../sync/client-tab.ts';
import { connectSignedIn } from '../sync/raw-socket.ts';

const dayMs = 24 * 60 * 60_000;
const retiring = { type: 'retire-section', key: 'mobility', reason: 'Walks alone' } as const;
const restoring = { type: 'restore-section', key: 'mobility' } as const;

async function stroke(): Promise<{
  readonly server: CommentedServer;
  readonly planId: string;
  readonly priya: SignedIn;
  readonly hannah: SignedIn;
  readonly tom: SignedIn;
}> {
  const server = await commentedServer();
  const [priya, hannah, tom] = await Promise.all([
    server.as('priya'),
    server.as('hannah'),
    server.as('tom'),
  ]);
  return { server, planId: (await priya.plan()).id, priya, hannah, tom };
}

test('[CP8] a section that is added is there for everybody with a right, empty, ready to be written in, and on disk', async () => {
  const { server, planId, hannah, tom } = await stroke();
  const adding = newSection('self-management', { heading: 'What I do', after: 'snapshot' });
  expect((await hannah.plan()).canAdd).toEqual(['self-management']);
  const answer = await changePlan(hannah, planId, adding);
  const keys = answer.sections.map(({ key }) => key);
  expect(keys.slice(0, 3)).toEqual(['what-matters', 'snapshot', 'self-management']);
  expect(sectionIn(await tom.plan(), 'self-management')).toMatchObject({
    heading: 'What I do',
    documentId: adding.documentId,
    access: 'edit',
    rendered: { head: 0 },
    isStale: false,
  });
  expect((await hannah.plan()).canAdd).toEqual([]);
  const section = await liveSection(tabFor(server.url, 'tom', tom.cookie), adding.documentId);
  expect(textIn(section)).toBe('');
  expect((await server.storage.readAudit(0, 100)).map(({ action }) => action)).toContain(
    'plan.add-section',
  );
});

test('[CP8] who edits nowhere in a section cannot add it, in words that say what to do', async () => {
  const { server, planId } = await stroke();
  const lucia = await server.as('lucia');
  expect(await refusalOf(await askPlan(lucia, planId, newSection('mood')))).toMatchObject({
    status: 403,
    rule: 'CP8',
    text: expect.stringContaining('Ask'),
  });
});

test('[CP19] of two who add the same section at once one does, and changes at once are all done', async () => {
  const { planId, priya, hannah, tom } = await stroke();
  const both = [hannah, tom].map((person) =>
    askPlan(person, planId, newSection('self-management')),
  );
  const statuses = (await Promise.all(both)).map(({ status }) => status);
  expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409]);
  const days = [3, 4, 5, 6];
  const keys = ['snapshot', 'medicines', 'mobility', 'self-care'] as const;
  const changes = keys.map((key, index) =>
    askPlan(priya, planId, { type: 'stale-after', key, days: days[index] ?? 0 }),
  );
  expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const plan = await tom.plan();
  expect(keys.map((key) => sectionIn(plan, key).staleAfterDays)).toEqual(days);
});

test('[CP19] a change under one key is done once, and answered again as it was', async () => {
  const { planId, priya } = await stroke();
  const key = v7();
  const add = newSection('symptoms');
  for (let times = 0; times < 3; times++)
    expect((await askPlan(priya, planId, add, key)).status).toBe(200);
  const inPlaceOf = sectionIn(await priya.plan(), 'mobility').heading;
  const other: PlanCommand = {
    type: 'rename-section',
    key: 'mobility',
    heading: 'Other',
    inPlaceOf,
  };
  expect((await askPlan(priya, planId, other, key)).status).toBe(409);
  expect(sectionIn(await priya.plan(), 'mobility').heading).not.toBe('Other');
  const bare = await priya.post(`/api/plans/${planId}`, other);
  expect(bare.status).toBe(400);
  expect((await write(priya, `/api/plans/${planId}`, { ...other, key: 'nowhere' })).status).toBe(
    400,
  );
  expect((await askPlan(priya, 'no-such-plan', other)).status).toBe(404);
});

test('[CP11] a new name and a new place of a section are seen by everybody who shows the plan', async () => {
  const { server, planId, priya, hannah, tom } = await stroke();
  const tab = await connectSignedIn(server.url, '/sync', tom);
  tab.plan({ type: 'watch', planId });
  await tab.until(() => tab.plans.find((one) => one.type === 'presence'));
  const inPlaceOf = sectionIn(await priya.plan(), 'mobility').heading;
  const renaming = { type: 'rename-section', key: 'mobility', heading: 'Walking' } as const;
  await changePlan(priya, planId, { ...renaming, inPlaceOf });
  await changePlan(priya, planId, { type: 'move-section', key: 'mobility', after: 'what-matters' });
  await tab.until(() => tab.plans.filter((one) => one.type === 'event')[1]);
  expect((await tom.plan()).sections[1]).toMatchObject({ key: 'mobility', heading: 'Walking' });
  const arranging = await Promise.all([priya, tom, hannah].map((person) => person.plan()));
  expect(arranging.map(({ canArrange }) => canArrange)).toEqual([true, true, false]);
});

test('[CP12] who writes in a section that is taken out of the plan has lost the pen when the answer leaves, and nothing that was saved', async () => {
  const { server, planId, priya, hannah } = await stroke();
  const { documentId } = await hannah.section('mobility');
  const section = await liveSection(tabFor(server.url, 'hannah', hannah.cookie), documentId);
  type(section, ' Saved before.');
  await whenSaved(section);
  const answer = await changePlan(priya, planId, retiring);
  const { head } = sectionIn(answer, 'mobility').rendered;
  type(section, ' Written after.');
  await whenState(section, ({ phase }) => phase !== 'live');
  const retired = await hannah.section('mobility');
  expect(retired).toMatchObject({
    access: 'read',
    rendered: { head },
    retired: { reason: 'Walks alone', by: expect.stringContaining('Priya') },
    isStale: false,
    now: { precautions: [], calls: [] },
    quotes: [],
  });
  expect(retired.rendered.html).toContain('Saved before.');
  expect(retired.rendered.html).not.toContain('Written after.');
  expect(retired.can).toContain('restore');
});

test('[CP12] a section that is restored is as it was, and can be written in', async () => {
  const { server, planId, priya, hannah } = await stroke();
  const before = await hannah.section('mobility');
  expect(before.now.precautions.length + before.now.calls.length).toBeGreaterThan(0);
  await changePlan(priya, planId, retiring);
  await changePlan(hannah, planId, restoring);
  expect(await hannah.section('mobility')).toEqual(before);
  const tab = tabFor(server.url, 'hannah', hannah.cookie);
  const section = await liveSection(tab, before.documentId);
  type(section, ' And on.');
  await whenSaved(section);
});

test('[CP12] nothing lacks in a section that is out of the plan, and nobody edits it in an emergency', async () => {
  const { planId, priya, tom } = await stroke();
  await changePlan(priya, planId, retiring);
  const { alliance } = await priya.plan();
  expect(alliance.gaps.join()).not.toContain('Mobility');
  const response = await write(tom, `/api/alliances/${alliance.id}`, {
    type: 'emergency-edit',
    emergencyId: v7(),
    sectionKey: 'mobility',
    reason: 'It cannot wait',
  });
  expect(await refusalOf(response)).toMatchObject({
    status: 403,
    reason: 'may-not-edit-in-emergency',
  });
});

test('[CP13] a section that nobody has cared for is stale after as many days as its lead has said, on the plan and in the overview', async () => {
  const { server, planId, priya } = await stroke();
  await changePlan(priya, planId, { type: 'stale-after', key: 'mobility', days: 60 });
  server.pass(30 * dayMs);
  const again = await server.as('priya');
  const stale = (await again.plan()).sections.filter(({ isStale }) => isStale);
  const keys = stale.map(({ key }) => key);
  expect(keys).not.toContain('mobility');
  expect(keys).toContain('snapshot');
  const overview = (await (await again.fetch('/api/overview')).json()) as readonly {
    readonly planId: string;
    readonly staleSections: readonly string[];
  }[];
  const row = overview.find((each) => each.planId === planId);
  expect(row?.staleSections).toEqual(stale.map(({ heading }) => heading));
});

test('[CP15] reviewed in one step, a section is cared for by whoever said so, until somebody writes', async () => {
  const { server, planId } = await stroke();
  server.pass(8 * dayMs);
  const [nurse, therapist] = [await server.as('tom'), await server.as('hannah')];
  const { rendered, isStale, documentId } = await therapist.section('mobility');
  expect(isStale).toBe(true);
  const review = { type: 'review-section', key: 'mobility', head: rendered.head } as const;
  const answer = await changePlan(therapist, planId, review);
  expect(sectionIn(answer, 'mobility')).toMatchObject({
    isStale: false,
    lastCare: { kind: 'reviewed', name: expect.stringContaining('Hannah') },
  });
  const section = await liveSection(tabFor(server.url, 'hannah', therapist.cookie), documentId);
  type(section, ' And more.');
  await whenSaved(section);
  expect((await nurse.section('mobility')).lastCare).toMatchObject({ kind: 'edited' });
  expect(await refusalOf(await askPlan(therapist, planId, review))).toMatchObject({
    status: 409,
    reason: 'text-moved-on',
    text: expect.stringContaining('nothing was lost'),
  });
  expect((await askPlan(nurse, planId, review)).status).toBe(403);
});

test('[CP17] a suspended plan changes for nobody, and offers nothing', async () => {
  const { planId, priya } = await stroke();
  await commandAlliance(priya, { type: 'suspend' });
  const plan = await priya.plan();
  expect(plan.canAdd).toEqual([]);
  expect(plan.canArrange).toBe(false);
  expect(plan.sections.flatMap(({ can }) => can)).toEqual([]);
  expect(await refusalOf(await askPlan(priya, planId, retiring))).toMatchObject({
    status: 409,
    rule: 'CP17',
  });
});

test('[CP18] no thread begins about a section that is out of the plan; one that was begun is answered and closed', async () => {
  const { planId, priya, hannah } = await stroke();
  const thread = await startThread(hannah);
  await changePlan(priya, planId, retiring);
  expect((await askToStart(hannah, planId, newThread())).status).toBe(403);
  const closed = await changeThread(hannah, thread, { type: 'resolve' });
  expect(closed.status).toBe('resolved');
});
