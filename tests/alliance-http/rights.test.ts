import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { toSeatId } from '@alliance/shared/alliance/alliance';
import type { AllianceView } from '@alliance/shared/alliance/alliance-view';
import type { PlanView } from '@alliance/shared/careplan/plan-view';
import type { SectionKey } from '@alliance/shared/careplan/section';
import { textOf } from '@alliance/shared/editor/block-text';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { refusalOf } from '../comments/commented-server.ts';
import {
  activePair,
  allianceOf,
  askAlliance,
  newSeat,
  seatFor,
  seatOf,
  seatPerson,
  tell,
} from '../support/alliance-asking.ts';
import { FakeClock } from '../support/fake-clock.ts';
import {
  type InProcessServer,
  serverForTest,
  startInProcess,
} from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { newThread, write } from '../support/threads.ts';
import {
  type RawSocket,
  connectSignedIn,
  refusalIn,
  savedIn,
  syncFrame,
} from '../sync/raw-socket.ts';
import { block } from '../sync/sync-world.ts';

let server: InProcessServer;
let priya: SignedIn;
let tom: SignedIn;
let hannah: SignedIn;
let ahead = 0;

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.now() + ahead });
  [priya, tom, hannah] = await everybody(server.url);
});
beforeEach(() => {
  ahead += 61_000;
});
afterAll(() => server.close());

function everybody(url: string): Promise<[SignedIn, SignedIn, SignedIn]> {
  return Promise.all([signIn(url, 'priya'), signIn(url, 'tom'), signIn(url, 'hannah')]);
}

/** Physician, nurse and physiotherapist at work. */
async function team(lead = priya, nurse = tom, therapist = hannah): Promise<AllianceView> {
  const seats = [
    newSeat('rehab-physician', { isLead: true }),
    newSeat('rehab-nurse'),
    newSeat('physical-therapist', { isRequired: false }),
  ];
  const alliance = await activePair({ lead, nurse }, { seats });
  return seatPerson(lead, alliance, 'physical-therapist', therapist);
}

async function planOf(person: SignedIn, { planId }: AllianceView): Promise<PlanView> {
  return (await (await person.fetch(`/api/plans/${planId}`)).json()) as PlanView;
}

async function documentIn(
  person: SignedIn,
  alliance: AllianceView,
  key: SectionKey,
): Promise<string> {
  const { sections } = await planOf(person, alliance);
  const section = sections.find((each) => each.key === key);
  if (section === undefined) throw new Error(`${key} is not there.`);
  return section.documentId;
}

function scopeOf(alliance: AllianceView, person: SignedIn, key: SectionKey, right: 'comment') {
  const seatId = toSeatId(seatOf(alliance, person).id);
  return { type: 'set-scope', seatId, scope: [{ sectionKey: key, right }] } as const;
}

/** Somebody who types line after line into a section, over a socket of their own. */
class Typist {
  readonly socket: RawSocket;
  readonly doc: Y.Doc;
  readonly #updates: Uint8Array[] = [];
  readonly lines: string[] = [];

  constructor(socket: RawSocket, client: number) {
    this.socket = socket;
    this.doc = createSectionDocument(client);
    this.doc.on('update', (update: Uint8Array) => this.#updates.push(update));
  }

  type(words: string): void {
    bodyOf(this.doc).insert(bodyOf(this.doc).length, [block(words)]);
    this.socket.send(syncFrame('update', Y.mergeUpdates(this.#updates.splice(0))));
    this.lines.push(words);
  }

  get saved(): number {
    return savedIn(this.socket.frames) ?? 0;
  }

  async whenSaved(): Promise<void> {
    await this.socket.until(() => (this.saved >= this.lines.length ? true : undefined));
  }
}

let lastClient = 70_000;

async function typistIn(url: string, person: SignedIn, documentId: string): Promise<Typist> {
  const address = `/sync/${documentId}?ack=1&schema=1`;
  const socket = await connectSignedIn(url, address, person);
  await socket.until(() => socket.frames[0]);
  return new Typist(socket, ++lastClient);
}

/** The words of a document as they stand on disk. */
function onDisk({ dataFolder }: InProcessServer, documentId: string): string {
  const database = new DatabaseSync(join(dataFolder, 'alliance.sqlite'), { readOnly: true });
  const rows = database
    .prepare(
      'SELECT payload FROM log JOIN documents ON key = document WHERE documentId = ? ORDER BY seq',
    )
    .all(documentId);
  database.close();
  const doc = createSectionDocument();
  for (const { payload } of rows) Y.applyUpdate(doc, payload as Uint8Array);
  return readSection(doc)
    .blocks.map((each) => `>${textOf(each)}<`)
    .join('');
}

test('[AL75] a scope is narrowed while its owner types: the next keystroke is refused with 4403 within a second; what was acknowledged is on disk, and nothing after', async () => {
  const alliance = await team();
  const documentId = await documentIn(hannah, alliance, 'mobility');
  const typist = await typistIn(server.url, hannah, documentId);
  for (const line of ['First.', 'Second.', 'Third.']) typist.type(line);
  await typist.whenSaved();

  const begun = performance.now();
  const narrowed = tell(priya, alliance, scopeOf(alliance, hannah, 'mobility', 'comment'));
  const typing = setInterval(() => {
    if (typist.socket.socket.readyState === 1) typist.type(`Meanwhile ${typist.lines.length}.`);
  }, 2);
  const { code, reason } = await typist.socket.closed;
  clearInterval(typing);
  expect({ code, reason }).toEqual({ code: 4403, reason: 'revoked' });
  expect(performance.now() - begun).toBeLessThan(1000);
  await narrowed;

  const stored = onDisk(server, documentId);
  const written = [...typist.lines];
  expect(written.filter((line) => stored.includes(`>${line}<`))).toEqual(
    written.slice(0, typist.saved),
  );
  expect(typist.saved).toBeLessThan(written.length);
  const after = await typistIn(server.url, hannah, documentId);
  after.type('Afterwards.');
  expect(await after.socket.closed).toMatchObject({ code: 4403 });
  expect(refusalIn(after.socket.frames)).toMatchObject({ rule: 'IN1' });
  expect(onDisk(server, documentId)).toBe(stored);
});

test('[AL76] nobody grants themself more: not in their own seat, not in another one beyond what they have, not without leading', async () => {
  const alliance = await team();
  const own = toSeatId(seatOf(alliance, priya).id);
  const others = toSeatId(seatFor(alliance, 'physical-therapist').id);
  const scope = (seatId: typeof own, sectionKey: SectionKey) =>
    ({ type: 'set-scope', seatId, scope: [{ sectionKey, right: 'edit' }] }) as const;
  const asked = [
    [priya, scope(own, 'mobility'), 'own-right-wider'],
    [priya, scope(others, 'self-care'), 'right-above-yours'],
    [hannah, scope(others, 'snapshot'), 'own-right-wider'],
    [tom, scope(others, 'snapshot'), 'not-your-seat'],
  ] as const;
  for (const [who, command, reason] of asked) {
    const refusal = await refusalOf(await askAlliance(who, alliance, command));
    expect(refusal).toMatchObject({ status: 403, reason });
  }
  const lead = { isLead: true };
  const leads = { type: 'change-seat', seatId: others, change: lead, baseRevision: 1 } as const;
  expect((await askAlliance(hannah, alliance, leads)).status).toBe(403);
  expect((await planOf(hannah, alliance)).sections).toEqual(
    expect.arrayContaining([expect.objectContaining({ key: 'snapshot', access: 'suggest' })]),
  );
  // What a lead may give is given.
  expect((await askAlliance(priya, alliance, scope(others, 'snapshot'))).status).toBe(200);
});

test('[AL76] the last lead neither leaves nor stops leading', async () => {
  const alliance = await team();
  const seatId = toSeatId(seatOf(alliance, priya).id);
  const { revision: baseRevision } = seatOf(alliance, priya);
  const commands = [
    { type: 'leave', seatId },
    { type: 'remove-seat', seatId },
    { type: 'change-seat', seatId, change: { isLead: false }, baseRevision },
  ] as const;
  for (const command of commands) {
    const refusal = await refusalOf(await askAlliance(priya, alliance, command));
    expect(refusal).toMatchObject({ status: 409, reason: 'last-lead' });
    expect(refusal.text).toContain('Make somebody else lead first');
  }
});

test('[AL77] a restricted section does not exist for others: on no route, on no socket, and those who stood in it are shown out', async () => {
  const alliance = await team();
  const documentId = await documentIn(hannah, alliance, 'snapshot');
  const reader = await typistIn(server.url, hannah, documentId);
  await tell(priya, alliance, { type: 'restrict', sectionKeys: ['snapshot'] });
  expect(await reader.socket.closed).toEqual({ code: 4403, reason: 'revoked' });
  const path = (rest: string) => `/api/alliances/${alliance.id}${rest}`;
  const paths = [
    '/api/plans',
    '/api/alliances',
    '/api/overview',
    '/api/inbox',
    path(''),
    path('/charter'),
    `/api/plans/${alliance.planId}`,
    `/api/plans/${alliance.planId}/threads`,
    `/api/plans/${alliance.planId}/merge-checks`,
  ];
  for (const each of paths) {
    const text = await (await hannah.fetch(each)).text();
    expect([each, /snapshot/i.test(text), text.includes(documentId)]).toEqual([each, false, false]);
  }
  expect(JSON.stringify(await planOf(tom, alliance))).toContain(documentId);
  const again = await connectSignedIn(server.url, `/sync/${documentId}?schema=1`, hannah);
  expect(await again.closed).toMatchObject({ code: 4404 });
  const looked = { heads: [{ documentId, head: 1 }] };
  expect((await hannah.post(`/api/plans/${alliance.planId}/looked`, looked)).status).toBe(404);
  const emergency = {
    type: 'emergency-edit',
    emergencyId: v7(),
    sectionKey: 'snapshot',
    reason: 'It cannot wait.',
  } as const;
  const hidden = await refusalOf(await askAlliance(hannah, alliance, emergency));
  const small = await activePair(
    { lead: priya, nurse: hannah },
    {
      sectionKeys: ['mobility'],
      seats: [newSeat('rehab-physician', { isLead: true }), newSeat('rehab-nurse')],
    },
  );
  expect(hidden).toEqual(await refusalOf(await askAlliance(hannah, small, emergency)));
});

test('[AL78] in a suspended alliance everybody reads and nobody writes; a closed one leaves no plan', async () => {
  const alliance = await team();
  const documentId = await documentIn(tom, alliance, 'snapshot');
  const typist = await typistIn(server.url, tom, documentId);
  typist.type('While it runs.');
  await typist.whenSaved();
  const thread = newThread({ subject: { on: 'plan' } });
  await write(tom, `/api/plans/${alliance.planId}/threads`, thread);
  await tell(priya, alliance, { type: 'suspend' });
  const path = `/api/plans/${alliance.planId}/threads`;
  expect(await (await tom.fetch(path)).json()).toMatchObject({
    threads: [{ id: thread.threadId, can: [] }],
  });
  expect((await write(tom, path, newThread({ subject: { on: 'plan' } }))).status).toBe(403);
  expect(await typist.socket.closed).toEqual({ code: 4403, reason: 'revoked' });
  const { sections } = await planOf(tom, alliance);
  expect(new Set(sections.map(({ access }) => access))).toEqual(new Set(['read']));
  await tell(priya, alliance, { type: 'resume' });
  expect(await documentIn(tom, alliance, 'snapshot')).toBe(documentId);
  await tell(priya, alliance, { type: 'close' });
  expect((await tom.fetch(`/api/plans/${alliance.planId}`)).status).toBe(404);
  const socket = await connectSignedIn(server.url, `/sync/${documentId}?schema=1`, tom);
  expect(await socket.closed).toMatchObject({ code: 4404 });
  expect((await allianceOf(tom, alliance.id)).status).toBe('closed');
  expect(await refusalOf(await askAlliance(priya, alliance, { type: 'resume' }))).toMatchObject({
    status: 409,
    reason: 'closed',
  });
});

test('[AL79] an emergency edit lets its person write at once on the socket that is open, for sixty minutes and not a millisecond longer', async () => {
  const begin = Date.now();
  const clock = new FakeClock(begin);
  const { url } = await serverForTest(clock.parts);
  const [lead, nurse, therapist] = await everybody(url);
  const alliance = await team(lead, nurse, therapist);
  const documentId = await documentIn(therapist, alliance, 'snapshot');
  const typist = await typistIn(url, therapist, documentId);
  const emergency = {
    type: 'emergency-edit',
    emergencyId: v7(),
    sectionKey: 'snapshot',
    reason: 'She fell.',
  } as const;
  const { emergencies } = await tell(therapist, alliance, emergency);
  expect(emergencies).toMatchObject([
    { reason: 'She fell.', by: { personId: therapist.personId } },
  ]);
  typist.type('Found on the floor.');
  await typist.whenSaved();
  expect((await allianceOf(nurse, alliance.id)).emergencies).toHaveLength(1);
  clock.goTo(begin + 3_600_000 - 1);
  typist.type('Still here.');
  await typist.whenSaved();
  clock.goTo(begin + 3_600_000);
  expect(await typist.socket.closed).toEqual({ code: 4403, reason: 'revoked' });
  const { sections } = await planOf(therapist, alliance);
  expect(sections.find(({ key }) => key === 'snapshot')?.access).toBe('suggest');
});
