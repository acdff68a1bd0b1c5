import { expect, test } from 'vitest';

import { commentedServer, refusalOf } from '../comments/commented-server.ts';
import { askToDecide, checksOf, plantCheck } from './checked-server.ts';

const right = { outcome: 'as-it-stands', version: 1 };

test('[MC6] who may read the section sees its checks with names and both texts, and whether they may decide', async () => {
  const server = await commentedServer();
  const check = await plantCheck(server, 'medicines');
  for (const [persona, canDecide] of [
    ['tom', true],
    ['hannah', false],
    ['elena', false],
  ] as const) {
    const { checks } = await checksOf(await server.as(persona), check.planId);
    expect(checks).toMatchObject([{ id: check.id, kind: 'lost', canDecide, version: 1 }]);
    expect(checks[0]?.versions.map(({ text }) => text)).toEqual(['Lift with two helpers.', '']);
    expect(checks[0]?.versions.every(({ name, disciplineKey }) => name && disciplineKey)).toBe(
      true,
    );
    expect(checks[0]).not.toHaveProperty('planId');
  }
});

test('[MC6] a check in a section that I may not read is answered like one that does not exist', async () => {
  const server = await commentedServer();
  const check = await plantCheck(server, 'medicines');
  const lucia = await server.as('lucia');
  expect(await checksOf(lucia, check.planId)).toEqual({ checks: [] });
  const refusals = await Promise.all(
    [check, { ...check, id: crypto.randomUUID() }, { ...check, planId: 'plan-none' }].map(
      async (asked) => refusalOf(await askToDecide(lucia, asked, right)),
    ),
  );
  expect(refusals[0]?.status).toBe(404);
  expect(refusals[1]).toEqual(refusals[0]);
  expect(refusals[2]).toEqual(refusals[0]);
  for (const path of ['plan-none/merge-checks', `${check.planId}/merge-checks/${check.id}`])
    expect((await lucia.fetch(`/api/plans/${path}`)).status).toBe(404);
});

test('[MC7] who may edit decides, once; who may only read or comes too late is told so, and nothing changes', async () => {
  const server = await commentedServer();
  const check = await plantCheck(server, 'medicines');
  const [tom, priya, hannah] = await Promise.all([
    server.as('tom'),
    server.as('priya'),
    server.as('hannah'),
  ]);
  const early = await refusalOf(await askToDecide(hannah, check, right));
  expect(early).toMatchObject({ status: 403, rule: 'MC7', reason: 'may-not-decide' });
  const other = await refusalOf(await askToDecide(tom, check, { ...right, version: 2 }));
  expect(other).toMatchObject({ status: 409, rule: 'MC7', reason: 'decided-meanwhile' });
  expect((await checksOf(tom, check.planId)).checks).toHaveLength(1);

  const answers = await Promise.all([tom, priya].map((who) => askToDecide(who, check, right)));
  expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
  const winner = answers[0]?.status === 200 ? tom : priya;
  const again = await askToDecide(winner, check, right);
  expect(await again.json()).toMatchObject({
    version: 2,
    canDecide: false,
    decision: { personId: winner.personId, outcome: 'as-it-stands' },
  });
  expect((await checksOf(tom, check.planId)).checks).toEqual([]);
  const read = await hannah.fetch(`/api/plans/${check.planId}/merge-checks/${check.id}`);
  const decidedBy = { disciplineKey: winner === tom ? 'rehab-nurse' : 'rehab-physician' };
  expect(await read.json()).toMatchObject({ version: 2, decidedBy, canDecide: false });
});

test.each([
  {},
  { outcome: 'as-it-stands' },
  { ...right, version: 0 },
  { ...right, outcome: 'mine' },
  { ...right, text: 'x' },
])('[MC7] a decision that is not one is refused and changes nothing (%o)', async (body) => {
  const server = await commentedServer();
  const check = await plantCheck(server, 'medicines');
  const tom = await server.as('tom');
  expect((await askToDecide(tom, check, body)).status).toBe(400);
  expect((await checksOf(tom, check.planId)).checks).toHaveLength(1);
});

test('[MC8] finding and deciding leave audit entries without words', async () => {
  const server = await commentedServer();
  const check = await plantCheck(server, 'medicines');
  const tom = await server.as('tom');
  await askToDecide(tom, check, right);
  const entries = (await server.storage.readAudit(0, 100)).filter(
    ({ subjectId }) => subjectId === check.id,
  );
  expect(entries.map(({ action, personId }) => [action, personId])).toEqual([
    ['merge-check.found', undefined],
    ['merge-check.decide', tom.personId],
  ]);
});
