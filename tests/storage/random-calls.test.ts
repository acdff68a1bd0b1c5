import { type DocumentId } from '@alliance/shared/careplan/section';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { createMemoryStorage } from '../../server/storage/memory.ts';
import { type AppendRequest, emptyWorld, type Storage } from '../../server/storage/port.ts';
import { opened } from './opened.ts';
import { askedIn, foundingOf, nextOf, sealingOf } from './sample-alliances.ts';
import {
  keyOf,
  otherPlan,
  threadA,
  threadB,
  threadC,
  threadOf,
  twoPlans,
  unconfirmedWishes,
  wishes,
  writeOf,
} from './sample-threads.ts';
import { alliance, audit, nurse, physician, plan, row, textA, textB } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Step = (storage: Storage) => Promise<unknown>;

const documentId = fc.constantFrom(textA, textB, 'text-none' as DocumentId);
const personId = fc.constantFrom(nurse, physician);
const documentIds = [textA, textB];

const request = fc.record({
  documentId,
  /** Added to the head that stands. */
  off: fc.constantFrom(0, 0, 0, 0, 1, -1),
  incarnation: fc.constantFrom(undefined, undefined, 'text-a-first', 'text-b-first'),
  rows: fc.array(
    fc.tuple(personId, fc.uint8Array({ maxLength: 40 })).map(([who, payload]) => row(who, payload)),
    { maxLength: 3 },
  ),
  bind: fc.array(fc.record({ clientID: fc.integer({ min: 16, max: 19 }), personId }), {
    maxLength: 2,
  }),
});

const appends = fc
  .array(request, { minLength: 1, maxLength: 5 })
  .map((requests): Step => async (storage) => {
    const heads = await storage.changesSince({ personId: nurse, documentIds });
    return Promise.all(
      requests.map(({ off, incarnation, ...rest }) => {
        const head = heads.find((known) => known.documentId === rest.documentId)?.head ?? 0;
        const expectedHead = Math.max(0, head + off);
        const whole: AppendRequest = { ...rest, expectedHead };
        return storage.append(incarnation === undefined ? whole : { ...whole, incarnation });
      }),
    );
  });

const snapshot = fc
  .tuple(documentId, fc.uint8Array({ maxLength: 20 }))
  .map(([id, state]): Step => async (storage) => {
    const stored = await storage.loadDocument(id);
    if (stored === undefined) return undefined;
    const { seq, hash } = stored.head;
    return storage.putSnapshot({ documentId: id, seq, rowHash: hash, state });
  });

const looked = fc
  .tuple(personId, documentId, fc.nat(12), fc.constantFrom('2026-02', '2026-03'))
  .map(
    ([who, id, head, at]): Step =>
      (storage) =>
        storage.markLooked(
          { personId: who, planId: plan.id, at, heads: [{ documentId: id, head }] },
          audit('plan.looked', plan.id),
        ),
  );

const threadId = fc.constantFrom(threadA, threadB, threadC);

const threadWrite = fc
  .record({
    threadId,
    /** Added to the version that stands. */
    off: fc.constantFrom(0, 0, 0, 0, 1, -1),
    planId: fc.constantFrom(plan.id, plan.id, plan.id, otherPlan.id),
    hour: fc.integer({ min: 9, max: 12 }),
    key: fc.option(fc.tuple(fc.constantFrom('k1', 'k2', 'k3'), fc.constantFrom('d1', 'd2'))),
    at: instants(),
  })
  .map(({ threadId: id, off, planId, hour, key, at }): Step => async (storage) => {
    const present = await storage.thread(id);
    const version = Math.max(1, (present?.version ?? 0) + 1 + off);
    const write = writeOf(threadOf(id, { version, hour, planId: present?.planId ?? planId }), {
      audit: { ...audit('thread.write', id), at },
    });
    return storage.writeThread(key === null ? write : { ...write, key: keyOf(...key) });
  });

const threadRead = fc
  .record({ personId, threadId, readCount: fc.integer({ min: -1, max: 6 }) })
  .map(
    (read): Step =>
      (storage) =>
        storage.markThreadRead(read, audit('thread.read', read.threadId)),
  );

const purge = instants().map(
  (before): Step =>
    (storage) =>
      storage.purgeWriteKeys(before),
);

/** Asks with the cursor of the question before; each storage has its own. */
const cursors = new WeakMap<Storage, string>();
const changedThreads = fc
  .constantFrom(plan.id, otherPlan.id)
  .map((planId): Step => async (storage) => {
    const after = cursors.get(storage);
    const stored = await storage.threadsOf(after === undefined ? { planId } : { planId, after });
    cursors.set(storage, stored.cursor);
    return { isWhole: stored.isWhole, threads: stored.threads };
  });

const notifications = fc
  .record({
    row: fc.constantFrom(wishes, unconfirmedWishes),
    rhythm: fc.constantFrom('never' as const, 'daily' as const),
    isBased: fc.boolean(),
  })
  .map(({ row: wish, rhythm, isBased }): Step => (storage) => {
    const expected = isBased ? { row: wish } : undefined;
    return storage.putNotifications({ ...wish, rhythm }, audit('notifications'), expected);
  });

const foundings = ['one', 'two'].map((name) => foundingOf(name));
const allianceIds = [alliance.id, ...foundings.map(({ record }) => record.alliance.id)];
const charters = [
  alliance.charter.documentId,
  ...foundings.map(({ record }) => record.alliance.charter.documentId),
];
const writeKey = fc.tuple(fc.constantFrom('k1', 'k2', 'k3'), fc.constantFrom('d1', 'd2'));

const founding = fc
  .tuple(
    fc.constantFrom(...foundings),
    writeKey,
    fc.array(fc.constantFrom(0, 1, 2), { maxLength: 2 }),
  )
  .map(([each, key, twice]): Step => async (storage) => {
    const whole = { ...each, key: keyOf(...key) };
    // Some at once: with one key, and with keys of their own.
    const others = twice.map((index) => ({ ...each, key: keyOf(`${key[0]}-${index}`) }));
    return Promise.all([whole, ...others].map((one) => storage.foundAlliance(one)));
  });

const allianceWrite = fc
  .record({
    id: fc.constantFrom(...allianceIds),
    /** Added to the version that stands. */
    off: fc.constantFrom(0, 0, 0, 0, 1, -1),
    what: fc.constantFrom('name' as const, 'seal' as const, 'link' as const, 'person' as const),
    text: fc.constantFrom('a', 'b'),
    key: fc.option(writeKey),
    isDoubled: fc.boolean(),
  })
  .map(({ id, off, what, text, key, isDoubled }): Step => async (storage) => {
    const stands = (await storage.alliance(id))?.alliance ?? { ...alliance, id };
    const before = { ...stands, version: Math.max(1, stands.version + off) };
    const write = {
      name: () => nextOf(before, { name: text }),
      seal: () => sealingOf(before),
      link: () => nextOf(before, { seats: askedIn(before, { linkDigest: `${id}-${text}` }) }),
      person: () => nextOf(before, { seats: askedIn(before, { personId: nurse }) }),
    }[what]();
    const keyed = key === null ? write : { ...write, key: keyOf(...key) };
    const writes = isDoubled ? [keyed, write] : [keyed];
    return Promise.all(writes.map((one) => storage.writeAlliance(one)));
  });

function instants(): fc.Arbitrary<string> {
  return fc.integer({ min: 10, max: 13 }).map((day) => `2026-01-${day}T09:00:00.000Z`);
}

const replace: Step = (storage) =>
  storage.replaceWorld({ ...twoPlans, threads: [threadOf(threadC)] }, audit('replace'));

/** Takes everybody away, with what outlives a world otherwise. */
const leave: Step = (storage) => storage.replaceWorld(emptyWorld, audit('leave'));

/** The audit outlives every world: a run looks at its own entries only. */
async function entriesAfter(storage: Storage, seq: number): Promise<unknown> {
  const entries = await storage.readAudit(seq, 100);
  return entries.map(({ action, subjectId }) => [action, subjectId]);
}

async function lastAudit(storage: Storage): Promise<number> {
  let last = 0;
  for (;;) {
    const seq = (await storage.readAudit(last, 1_000)).at(-1)?.seq;
    if (seq === undefined) return last;
    last = seq;
  }
}

const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: appends },
    { weight: 2, arbitrary: snapshot },
    { weight: 2, arbitrary: looked },
    { weight: 8, arbitrary: threadWrite },
    { weight: 3, arbitrary: threadRead },
    { weight: 1, arbitrary: purge },
    { weight: 2, arbitrary: changedThreads },
    { weight: 2, arbitrary: notifications },
    { weight: 3, arbitrary: founding },
    { weight: 6, arbitrary: allianceWrite },
    { weight: 1, arbitrary: fc.constant(replace) },
  ),
  { minLength: 1, maxLength: 40 },
);

/** Everything that a reader can ask. */
async function answers(storage: Storage): Promise<unknown> {
  return Promise.all([
    ...documentIds.map((id) => storage.loadDocument(id)),
    ...documentIds.map((id) => storage.readLog({ documentId: id, afterSeq: 1, limit: 3 })),
    ...[nurse, physician].map((who) => storage.changesSince({ personId: who, documentIds })),
    storage.lookedAt(nurse, plan.id),
    ...[plan.id, otherPlan.id].map(async (planId) => (await storage.threadsOf({ planId })).threads),
    ...[nurse, physician].map((who) => storage.threadReads(who, [plan.id, otherPlan.id])),
    storage.digestReaders(),
    ...[nurse, physician].map((who) => storage.notificationsOf(who)),
    ...[nurse, physician].map((who) => storage.plansOf(who)),
    storage.alliances('', 9),
    storage.unscannedDocuments(9),
    ...charters.map((id) => storage.allianceOfCharter(id)),
    ...charters.map((id) => storage.loadDocument(id)),
    ...allianceIds.flatMap((id) =>
      ['a', 'b'].map((text) => storage.allianceOfLink(`${id}-${text}`)),
    ),
    ...allianceIds.flatMap((id) => [1, 2].map((number) => storage.charterVersion(id, number))),
  ]);
}

test('[ST14] any history of calls gives the same answers in SQLite as in memory', async () => {
  const sqlite = await opened(temporaryFolder());
  // A failing run prints its seed and the shortest history that still fails.
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const memory = createMemoryStorage();
      const before = await lastAudit(sqlite);
      cursors.delete(sqlite);
      for (const step of [leave, replace, ...history]) {
        const [one, other] = await Promise.all([step(sqlite), step(memory)]);
        expect(one).toEqual(other);
      }
      expect(await answers(sqlite)).toEqual(await answers(memory));
      expect(await entriesAfter(sqlite, before)).toEqual(await entriesAfter(memory, 0));
    }),
    { numRuns: 40 },
  );
});
