import { expect, test } from 'vitest';

import { commentedServer, refusalOf } from '../comments/commented-server.ts';
import { itemsOf, makeItem, newGoal } from '../support/items.ts';
import { askPlan, changePlan, newSection, sectionIn } from '../support/plans.ts';
import { startThread, threadsOf } from '../support/threads.ts';
import { connectSignedIn } from '../sync/raw-socket.ts';
import { heardOf } from './silence.ts';

test('[CP16] of a section that somebody drafts privately others hear nothing at all, whatever happens in it', async () => {
  const heard = await heardOf(await commentedServer(), true);
  expect(heard).toMatchObject({ answers: [], frames: [], probes: [] });
  expect(heard.looked.answers).toBeGreaterThan(60);
  expect(heard.looked.probes).toBeGreaterThan(60);
});

test('[CP16] the same of a shared section is heard by answers, sockets and questions: who listens can hear', async () => {
  const heard = await heardOf(await commentedServer(), false);
  const { answers, frames, probes } = heard;
  expect([answers.length, frames.length, probes.length].every((count) => count > 5)).toBe(true);
});

test('[CP16] when its author shares a section, everybody with a right has it at once, with what was said and made there', async () => {
  const server = await commentedServer();
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const { id: planId } = await hannah.plan();
  const adding = newSection('self-management', { isPrivate: true });
  const drafted = await changePlan(hannah, planId, adding);
  expect(sectionIn(drafted, 'self-management')).toMatchObject({ isPrivate: true, access: 'edit' });
  expect(sectionIn(drafted, 'self-management').can).toContain('share');
  const subject = { on: 'section', sectionKey: 'self-management' } as const;
  const thread = await startThread(hannah, { subject });
  const goal = await makeItem(hannah, newGoal(undefined, { sectionKey: 'self-management' }));
  const { cursor } = await threadsOf(tom, planId);
  const tab = await connectSignedIn(server.url, '/sync', tom);
  tab.plan({ type: 'watch', planId });
  await tab.until(() => tab.plans.find((one) => one.type === 'presence'));

  const share = { type: 'share-section', key: 'self-management' } as const;
  const shared = await changePlan(hannah, planId, share);
  await tab.until(() => tab.plans.find((one) => one.type === 'event' && one.kind === 'plan'));
  const section = sectionIn(await tom.plan(), 'self-management');
  expect(section).toMatchObject({ documentId: adding.documentId, access: 'edit' });
  for (const seen of [section, sectionIn(shared, 'self-management')])
    expect(seen).not.toHaveProperty('isPrivate');
  const told = await threadsOf(tom, planId, cursor);
  expect(told.threads.map(({ id }) => id)).toContain(thread.id);
  expect((await itemsOf(tom, planId)).items.map(({ id }) => id)).toContain(goal.id);
  tab.control({ type: 'open', channel: 2, documentId: adding.documentId, schema: 1 });
  await tab.until(() => tab.controls.find((one) => one.type === 'opened'));
  expect(await refusalOf(await askPlan(hannah, planId, share))).toMatchObject({
    status: 409,
    rule: 'CP16',
  });
});

test('[CP16] whoever asks for the document of a private section is answered as of none; its author opens it', async () => {
  const server = await commentedServer();
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const { id: planId } = await hannah.plan();
  const adding = newSection('self-management', { isPrivate: true });
  await changePlan(hannah, planId, adding);
  const answered = async (person: typeof tom, documentId: string) => {
    const tab = await connectSignedIn(server.url, '/sync', person);
    tab.control({ type: 'open', channel: 2, documentId, schema: 1 });
    const answer = await tab.until(() => tab.controls.find((one) => one.type !== 'storage'));
    return answer.type === 'close' ? [answer.code, answer.reason] : answer.type;
  };
  const none = newSection('mood').documentId;
  expect(await answered(tom, adding.documentId)).toEqual(await answered(tom, none));
  expect(await answered(hannah, adding.documentId)).toBe('opened');
});

test('[CP9] who adds a section that somebody drafts is told that it is there or drafted, and not by whom', async () => {
  const server = await commentedServer();
  const [hannah, tom] = [await server.as('hannah'), await server.as('tom')];
  const { id: planId } = await hannah.plan();
  const before = (await tom.plan()).canAdd;
  expect(before).toContain('self-management');
  await changePlan(hannah, planId, newSection('self-management', { isPrivate: true }));
  expect((await tom.plan()).canAdd).toEqual(before);
  expect((await hannah.plan()).canAdd).not.toContain('self-management');
  const refusal = await refusalOf(await askPlan(tom, planId, newSection('self-management')));
  expect(refusal).toMatchObject({ status: 409, rule: 'CP9', reason: 'section-there' });
  expect(refusal.text).toContain('has not shared it yet');
  expect(refusal.text).not.toContain('Hannah');
});
