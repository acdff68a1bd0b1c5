import { createInboxReader } from '@alliance/server/inbox/inbox-reader';
import { type StoredThreads, type Threads } from '@alliance/server/storage/port';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { expect, test } from 'vitest';

import { noon, personId } from '../support/alliances.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { type SignedIn, signIn } from '../support/people.ts';
import { comment, reply, startThread } from '../support/threads.ts';
import { digestLab } from './digest-lab.ts';
import { letterBox } from './letter-box.ts';

const nurse = { id: personId('tom') };

/** A ward with its inbox, and every answer of the storage about threads. */
async function readingLab() {
  const lab = await digestLab((await letterBox()).url);
  const { storage } = lab;
  const told: StoredThreads[] = [];
  const threadsOf: Threads['threadsOf'] = async (request) => {
    const answer = await storage.threadsOf(request);
    told.push(answer);
    return answer;
  };
  const counted = {
    plansOf: storage.plansOf.bind(storage),
    people: storage.people.bind(storage),
    threadReads: storage.threadReads.bind(storage),
    threadsOf,
  };
  const settings = { storage: counted, now: () => noon };
  return {
    ...lab,
    told,
    inbox: createInboxReader(settings),
    fresh: () => createInboxReader(settings),
  };
}

test('[IB15] only what has changed is read again, and the list is that of the records', async () => {
  const { storage, inbox, fresh, open, told } = await readingLab();
  expect(await inbox.read(nurse)).toHaveLength(1);
  const thread = await open();
  expect(await inbox.read(nurse)).toHaveLength(2);
  expect(await inbox.read(nurse)).toHaveLength(2);
  expect(told.map(({ isWhole, threads }) => [isWhole, threads.length])).toEqual([
    [true, 1],
    [false, 1],
    [false, 0],
  ]);
  const audit = { at: new Date(noon).toISOString(), action: 'test', subjectId: 'test' };
  const resolved = { ...thread, status: 'resolved', version: thread.version + 1 } as const;
  await storage.writeThread({ thread: resolved, expectedVersion: thread.version, audit });
  const items = await inbox.read(nurse);
  expect(items).toHaveLength(1);
  expect(items).toEqual(await fresh().read(nurse));
});

test('[IB15] whoever asks while somebody else is answered misses nothing that was written before', async () => {
  const { inbox, open } = await readingLab();
  for (let round = 2; round < 8; round++) {
    const early = inbox.read(nurse);
    await open();
    const late = await Promise.all([1, 2, 3, 4].map(() => inbox.read(nurse)));
    expect(late.map((items) => items.length)).toEqual([round, round, round, round]);
    await early;
  }
});

test('[IB15] after the world was replaced nothing of the old one is left', async () => {
  const { storage, inbox, open, told } = await readingLab();
  await open();
  await inbox.read(nurse);
  const records = await storage.plansOf(nurse.id);
  const plans = records.map(({ alliance, plan }) => ({ alliance, plan }));
  const seats = plans.flatMap(({ alliance }) => alliance.seats);
  const covered = seats.flatMap(({ coverage }) => coverage.map((row) => row.personId));
  const people = await storage.people([...new Set(covered)]);
  const audit = { at: new Date(noon).toISOString(), action: 'test', subjectId: 'test' };
  const empty = { documents: [], looked: [], threads: [], threadReads: [] };
  await storage.replaceWorld({ people, plans, ...empty }, audit);
  expect(await inbox.read(nurse)).toEqual([]);
  expect(told.at(-1)?.isWhole).toBe(true);
});

test('[IB16] who asks without end is told so in plain words, and others are not', async () => {
  const clock = { now: Date.now() };
  const { url } = await serverForTest({ now: () => clock.now });
  const [tom, priya] = await Promise.all([signIn(url, 'tom'), signIn(url, 'priya')]);
  const { id: planId } = await tom.plan();
  const threads = `/api/plans/${planId}/threads`;
  const earlier = `${threads}/x/comments/y/earlier`;
  expect(await many(tom, '/api/inbox', 1200)).toEqual(new Set([200]));
  expect(await many(tom, earlier, 1200)).toEqual(new Set([404]));
  for (const path of ['/api/inbox', threads, earlier]) {
    const refused = await tom.fetch(path);
    expect([path, refused.status]).toEqual([path, 429]);
    expect(await refused.text()).toMatch(/Nothing is lost.*wait a minute, and try again/);
    expect((await priya.fetch(path)).status).not.toBe(429);
  }
  clock.now += 60_000;
  expect((await tom.fetch('/api/inbox')).status).toBe(200);
  expect((await tom.fetch(threads)).status).toBe(200);
});

const script = `<script>alert(1)</script>"'&</textarea><img src=x onerror=alert(1)>{{7*7}}`;

test('[CM21] script in a comment is in the inbox as it was typed', async () => {
  const { url } = await serverForTest();
  const [hannah, marcus] = await Promise.all([signIn(url, 'hannah'), signIn(url, 'marcus')]);
  const { alliance } = await hannah.plan();
  const seat = alliance.seats.find(({ title }) => title === 'Occupational therapist');
  const thread = await startThread(hannah, {
    comment: comment(script, seat === undefined ? [] : [{ seatId: toSeatId(seat.id) }]),
  });
  expect(await excerptsOf(marcus)).toContain(script);
  await reply(marcus, thread, `${script}!`);
  expect(await excerptsOf(hannah)).toContain(`${script}!`);
});

async function excerptsOf(person: SignedIn): Promise<readonly string[]> {
  const view = (await (await person.fetch('/api/inbox')).json()) as {
    readonly items: readonly { readonly excerpt: string }[];
  };
  return view.items.map(({ excerpt }) => excerpt);
}

/** Asks so often, a few at a time; the statuses that came. */
async function many(person: SignedIn, path: string, times: number): Promise<ReadonlySet<number>> {
  const statuses = new Set<number>();
  const ask = async (): Promise<void> => {
    const response = await person.fetch(path);
    await response.arrayBuffer();
    statuses.add(response.status);
  };
  for (let done = 0; done < times; done += 20) await Promise.all(Array.from({ length: 20 }, ask));
  return statuses;
}
