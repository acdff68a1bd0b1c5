import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Route, nothing } from '@alliance/server/http/route';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { toAllianceId, toSeatId } from '@alliance/shared/alliance/alliance';
import type { AllianceCommand } from '@alliance/shared/alliance/alliance-command';
import type { MySession } from '@alliance/shared/identity/account';
import { toPersonId } from '@alliance/shared/identity/person';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { plantCheck } from '../merge-checks/checked-server.ts';
import {
  activePair,
  allianceOf,
  askAlliance,
  newSeat,
  pinOf,
  seatFor,
} from '../support/alliance-asking.ts';
import { type InProcessServer, startInProcess } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { comment, newThread, write } from '../support/threads.ts';
import { type ForeignIds, leaksOf, operationsWithIds, unreadableOf } from './foreign-ids.ts';

const storage = createMemoryStorage();
let server: InProcessServer;
let asking: ForeignIds;
/** Marcus asks; the other alliance is one of Priya and Tom. */
let marcus: SignedIn;
let others: { readonly lead: SignedIn; readonly allianceId: string };
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ storage, now: () => (ahead += 500) + Date.now() });
  marcus = await signIn(server.url, 'marcus');
  const [priya, tom, sofia] = await Promise.all([
    signIn(server.url, 'priya'),
    signIn(server.url, 'tom'),
    signIn(server.url, 'sofia'),
  ]);
  const own = await idsOf(marcus, sofia);
  const foreign = await idsOf(priya, tom);
  others = { lead: priya, allianceId: foreign.allianceId };
  asking = {
    own: { ...own, ref: await otherSessionOf(marcus) },
    foreign: { ...foreign, number: '7', ref: await otherSessionOf(priya) },
    bodies: await bodies(own.seatId),
    ask: (method, path, body) =>
      method === 'get'
        ? marcus.fetch(path)
        : marcus.fetch(path, {
            method: method.toUpperCase(),
            headers: { 'content-type': 'application/json', 'idempotency-key': v7() },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
  };
});
afterAll(() => server.close());

/** An alliance of two with everything in it that has an id. */
async function idsOf(lead: SignedIn, nurse: SignedIn) {
  const alliance = await activePair({ lead, nurse });
  const { planId } = alliance;
  const thread = newThread();
  const response = await write(lead, `/api/plans/${planId}/threads`, {
    ...thread,
    subject: { on: 'plan' },
  });
  expect(response.status).toBe(200);
  const record = await storage.alliance(toAllianceId(alliance.id));
  if (record === undefined) throw new Error('It was not founded.');
  const { id: checkId } = await plantCheck({ storage, record }, 'snapshot');
  return {
    allianceId: alliance.id,
    planId,
    personId: lead.personId,
    seatId: seatFor(alliance, 'rehab-nurse').id,
    number: '1',
    threadId: thread.threadId,
    commentId: thread.comment.commentId,
    checkId,
  };
}

/** A session of somebody in another browser. */
async function otherSessionOf(person: SignedIn): Promise<string> {
  await signIn(server.url, person.persona);
  const sessions = (await (await person.fetch('/api/me/sessions')).json()) as readonly MySession[];
  return sessions.find(({ isThis }) => !isThis)?.ref ?? '';
}

/** What each route would take. */
async function bodies(seatId: string): Promise<Readonly<Record<string, unknown>>> {
  return {
    'post /api/alliances/{allianceId}': { type: 'resume' },
    'post /api/alliances/{allianceId}/charter/versions': { baseRevision: 1 },
    'post /api/alliances/{allianceId}/charter/signatures': {
      seatId,
      number: 1,
      hash: '0'.repeat(64),
      meaning: 'agree',
      proof: await pinOf(marcus),
    },
    'post /api/alliances/{allianceId}/seats/{seatId}/link': { message: '', days: 7 },
    'post /api/administration/people/{personId}': { change: 'suspend' },
    'post /api/administration/people/{personId}/link': undefined,
    'post /api/plans/{planId}/looked': { heads: [] },
    'post /api/plans/{planId}/merge-checks/{checkId}': {
      outcome: 'as-it-stands',
      version: 1,
    },
    'post /api/plans/{planId}/threads': newThread({ subject: { on: 'plan' } }),
    'post /api/plans/{planId}/threads/{threadId}': {
      type: 'reply',
      comment: comment('I should not be here.'),
    },
    'post /api/plans/{planId}/threads/{threadId}/read': { readCount: 1 },
  };
}

test('[AL74] every route with ids of others, in every mix with one’s own, answers as if they were nothing', async () => {
  const operations = await operationsWithIds(server.url);
  expect(operations.length).toBeGreaterThanOrEqual(15);
  expect(await leaksOf(operations, asking)).toEqual([]);
  // With one's own ids everything is there, and every body can be read (but for who administers): otherwise the above would prove nothing.
  const mine = operations.filter(({ path }) => !path.startsWith('/api/administration/'));
  expect(await unreadableOf(mine, asking)).toEqual([]);
});

test('[AL74] the matrix finds a route that forgets to ask whose something is, and one that nobody has told it about', async () => {
  const forgetful: Route = {
    method: 'get',
    path: '/api/plans/{planId}/forgotten',
    summary: 'Gives away what it should not',
    needsSignIn: true,
    body: nothing,
    answer: nothing,
    run: async ({ params }) => ({ answer: params['planId'] === 'no-such' ? {} : { words: 1 } }),
  };
  const planted = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ paths: { [forgetful.path]: { get: {} }, '/api/{id}': { post: {} } } }),
    );
  });
  await new Promise<void>((resolve) => planted.listen(0, '127.0.0.1', resolve));
  const { port } = planted.address() as AddressInfo;
  const operations = await operationsWithIds(`http://127.0.0.1:${port}`);
  planted.close();
  const ask: ForeignIds['ask'] = async (_method, path) => {
    const reply = await forgetful.run({ params: { planId: path.split('/')[3] ?? '' } } as never);
    return new Response(JSON.stringify('answer' in reply ? reply.answer : reply));
  };
  const leaks = await leaksOf(operations, { ...asking, ask });
  expect(leaks).toEqual([
    `get /api/plans/${asking.foreign['planId']}/forgotten: 200 {"words":1}`,
    'post /api/{id}: no body is known for it',
  ]);
});

test('[AL74] a seat, a person or an emergency of another alliance inside a command is nothing in one’s own', async () => {
  const own = asking.own['allianceId'] ?? '';
  const seatId = toSeatId(asking.foreign['seatId'] ?? '');
  const personId = toPersonId(marcus.personId);
  const from = new Date().toISOString();
  const commands: readonly AllianceCommand[] = [
    { type: 'change-seat', seatId, change: { contact: 'Mine.' }, baseRevision: 1 },
    { type: 'remove-seat', seatId },
    { type: 'set-scope', seatId, scope: [] },
    { type: 'invite', seatId, personId, message: '', days: 7 },
    { type: 'withdraw', seatId },
    { type: 'accept', seatId },
    { type: 'decline', seatId, reason: 'No.' },
    { type: 'leave', seatId },
    { type: 'cover', seatId, coverage: { personId, from, kind: 'cover' } },
    { type: 'end-cover', seatId, personId, from },
    { type: 'hand-over', seatId, text: 'Mine.' },
    { type: 'see-handover', seatId, personId, from, at: from },
    { type: 'see-emergency', emergencyId: v7() },
  ];
  const before = await allianceOf(others.lead, others.allianceId);
  for (const command of commands) {
    const { status } = await askAlliance(marcus, { id: own }, command);
    expect([command.type, status]).toEqual([command.type, 404]);
    const foreign = await askAlliance(marcus, { id: others.allianceId }, command);
    expect([command.type, foreign.status]).toEqual([command.type, 404]);
  }
  expect(await allianceOf(others.lead, others.allianceId)).toEqual(before);
  const path = `/api/alliances/${own}/seats/${seatId}/link`;
  expect((await marcus.post(path, { message: '', days: 7 })).status).toBe(404);
  const added = newSeat('dietitian', { seatId });
  const add = await askAlliance(marcus, { id: own }, { type: 'add-seat', seat: added });
  expect([200, 409]).toContain(add.status);
});
