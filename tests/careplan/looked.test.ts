import { createMemoryStorage } from '@alliance/server/storage/memory';
import { expect, test } from 'vitest';

import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';

test('[CP4] a section says who changed it since I last looked, until I look', async () => {
  const server = await serverForTest();
  const tom = await signIn(server.url, 'tom');
  const before = await tom.plan();
  const changed = before.sections.filter((section) => section.changed !== undefined);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.length).toBeLessThan(before.sections.length);
  const summary = (await tom.plans()).find(({ id }) => id === before.id);
  expect(summary?.unseenSections).toBe(changed.length);

  const heads = before.sections.map(({ documentId, rendered }) => ({
    documentId,
    head: rendered.head,
  }));
  expect((await tom.post(`/api/plans/${before.id}/looked`, { heads })).status).toBe(204);

  const after = await tom.plan();
  expect(after.sections.filter((section) => section.changed !== undefined)).toEqual([]);
  expect(Date.parse(after.lookedAt ?? '')).toBeGreaterThan(Date.parse(before.lookedAt ?? ''));

  await tom.post(`/api/plans/${before.id}/looked`, {
    heads: heads.map(({ documentId }) => ({ documentId, head: 0 })),
  });
  expect((await tom.plan()).sections.filter((section) => section.changed !== undefined)).toEqual(
    [],
  );
});

test('[CP4] looking is in the audit: who, which plan and when, without content', async () => {
  const storage = createMemoryStorage();
  const server = await serverForTest({ storage });
  const [tom, lucia] = [await signIn(server.url, 'tom'), await signIn(server.url, 'lucia')];
  const { id, sections } = await tom.plan();
  const [first] = sections;
  const before = (await storage.readAudit(0, 100)).length;
  const heads = [{ documentId: first?.documentId, head: 1 }];
  await tom.post(`/api/plans/${id}/looked`, { heads });
  const { documentId } = await tom.section('medicines');
  await lucia.post(`/api/plans/${id}/looked`, { heads: [{ documentId, head: 1 }] });
  const { lookedAt } = await tom.plan();
  expect(await storage.readAudit(before, 100)).toEqual([
    {
      seq: before + 1,
      at: lookedAt,
      personId: tom.personId,
      action: 'plan.looked',
      subjectId: id,
    },
  ]);
});

test('[CP4] my own words are never news to me', async () => {
  const server = await serverForTest();
  const hannah = await signIn(server.url, 'hannah');
  const { sections } = await hannah.plan();
  const by = sections.flatMap(({ changed }) => changed?.by ?? []);
  expect(by.map(({ personId }) => personId)).not.toContain(hannah.personId);
});

test('[CP4] a mark in a section that I may not see is refused', async () => {
  const server = await serverForTest();
  const [tom, lucia] = [await signIn(server.url, 'tom'), await signIn(server.url, 'lucia')];
  const { documentId } = await tom.section('medicines');
  const { id } = await lucia.plan();
  const answer = await lucia.post(`/api/plans/${id}/looked`, { heads: [{ documentId, head: 1 }] });
  expect(answer.status).toBe(404);
});
