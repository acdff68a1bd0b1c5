import { castId } from '@alliance/server/demo/cast';
import { type Storage, StorageFailed } from '@alliance/server/storage/port';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { type Thread } from '@alliance/shared/comments/thread';
import { bodyOf } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { temporaryFolder } from '../storage/temporary-folder.ts';
import { seed } from '../support/seed.ts';
import { docOf, whenSaved } from '../sync/client-tab.ts';
import { diceOf, editHonestly } from '../sync/honest-editing.ts';
import { untilDoc } from '../sync/stock-client.ts';
import {
  blockWith,
  deleteWords,
  joinWithNext,
  placeIn,
  splitAfter,
  startKeptPlan,
  subjectOf,
} from './kept-plan.ts';

const section = 'swallowing-communication';
const words = 'Quiet room, no talking while she chews.';

test('[AN7] a thread whose block is split and joined again is moved by the server, and announced', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const thread = await kept.threadAt(section, words);
  const doc = await kept.edit('sofia', section);
  splitAfter(doc, 'Quiet room, no');
  const split = await kept.thread(thread, ({ version }) => version === 2);
  expect(placeIn(await kept.committed(section), split)).toEqual({
    words: 'Quiet room, no\n talking while she chews.',
    how: 'position',
  });
  joinWithNext(doc, 'Quiet room, no');
  const joined = await kept.thread(thread, ({ version }) => version === 3);
  expect(placeIn(await kept.committed(section), joined)).toEqual({ words, how: 'position' });
  expect(subjectOf(joined).quote).toBe(words);
  expect(subjectOf(joined).removed).toBeUndefined();
});

test('[AN3] who removed the words is named with the time of the change, and undone they are back', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const thread = await kept.threadAt(section, words);
  const [sofia, robin] = await Promise.all([
    kept.edit('sofia', section),
    kept.edit('sofia', section),
  ]);
  const undo = new Y.UndoManager(bodyOf(sofia), { trackedOrigins: new Set(['mine']) });
  deleteWords(sofia, words, 'mine');
  blockWith(robin, 'One spoon').text.insert(0, 'Always: ');
  const lost = await kept.thread(thread, (one) => subjectOf(one).removed !== undefined);
  const { removed, quote, anchor } = subjectOf(lost);
  expect(quote).toBe(words);
  expect(anchor.isLost).toBe(true);
  expect(removed?.by).toMatchObject({ personId: castId('sofia'), name: 'Sofia Benedetti SLP' });
  expect(placeIn(await kept.committed(section), lost)).toBeUndefined();
  const rows = await kept.storage.readLog({
    documentId: kept.documentOf(section),
    afterSeq: 0,
    limit: 1000,
  });
  expect(rows.map(({ committedAt }) => committedAt)).toContain(removed?.at);

  undo.undo();
  const back = await kept.thread(thread, (one) => subjectOf(one).removed === undefined);
  expect(placeIn(await kept.committed(section), back)).toEqual({ words, how: 'position' });
  expect(subjectOf(back).anchor.isLost).toBeUndefined();
});

test('[AN3] of several people who write it is the one who removed the words that is named', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const thread = await kept.threadAt('medicines', 'Wait for it.');
  const [priya, tom] = await Promise.all([
    kept.edit('priya', 'medicines'),
    kept.edit('tom', 'medicines'),
  ]);
  for (const letter of 'before ') blockWith(priya, 'Timing').text.insert(0, letter);
  deleteWords(tom, 'Wait for it.');
  for (const letter of 'after ') blockWith(priya, 'To do').text.insert(0, letter);
  const lost = await kept.thread(thread, (one) => subjectOf(one).removed !== undefined);
  const { by } = subjectOf(lost).removed ?? {};
  expect(by?.personId).toBe(castId('tom'));
  expect(by?.title).toBe('Rehab nurse');
});

test('[AN3] a whole block that goes takes its thread with it by name', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const thread = await kept.threadAt('medicines', 'Wait for it.');
  const tom = await kept.edit('tom', 'medicines');
  bodyOf(tom).delete(blockWith(tom, 'Wait for it.').index, 1);
  const lost = await kept.thread(thread, (one) => subjectOf(one).removed !== undefined);
  expect(subjectOf(lost).removed?.by?.personId).toBe(castId('tom'));
});

test('[AN3] who removed words before the thread about them was started is found, also after a restart', async () => {
  const folder = temporaryFolder();
  const first = await startKeptPlan(folder);
  const early = await first.threadAt('medicines', 'Wait for it.');
  const tom = await first.edit('tom', 'medicines');
  deleteWords(tom, 'Wait for it.');
  const lost = await first.thread(early, (one) => subjectOf(one).removed !== undefined);
  const { anchor } = subjectOf(early);
  // As the desk keeps a comment whose words were gone when it came (CM19).
  const late = await first.threadAt('medicines', 'Timing', {
    anchor,
    quote: 'Wait for it.',
    isQuoteVerified: false,
    removed: { at: new Date().toISOString() },
  });
  await first.close();

  const second = await startKeptPlan(folder);
  const priya = await second.edit('priya', 'medicines');
  blockWith(priya, 'Timing').text.insert(0, 'x');
  const named = await second.thread(late, (one) => subjectOf(one).removed?.by !== undefined);
  expect(subjectOf(named).removed).toEqual(subjectOf(lost).removed);
  expect(subjectOf(named).isQuoteVerified).toBe(false);
});

test('[AN7] a thread is kept at its words by a server that was started after it', async () => {
  const folder = temporaryFolder();
  const first = await startKeptPlan(folder);
  const thread = await first.threadAt(section, words);
  await first.close();
  const second = await startKeptPlan(folder);
  const doc = await second.edit('sofia', section);
  splitAfter(doc, 'Quiet room,');
  const moved = await second.thread(thread, ({ version }) => version === 2);
  expect(placeIn(await second.committed(section), moved)?.how).toBe('position');
});

test('[AN7] what is due when the server stops is written before it has stopped', async () => {
  const folder = temporaryFolder();
  const first = await startKeptPlan(folder);
  const thread = await first.threadAt(section, words);
  const sofia = await first.open('sofia', section);
  splitAfter(docOf(sofia), 'Quiet room,');
  await whenSaved(sofia);
  await first.close();
  const second = await startKeptPlan(folder);
  expect((await second.storage.thread(thread.id))?.version).toBe(2);
});

test('[AN7] a failure of the storage loses nothing: the next commit tries again', async () => {
  const failed = Promise.withResolvers<void>();
  let isFailing = true;
  const around = (storage: Storage): Storage =>
    withCall(storage, 'writeThread', async (write) => {
      if (!isFailing) return await storage.writeThread(write);
      isFailing = false;
      failed.resolve();
      throw new StorageFailed('Planted.');
    });
  const kept = await startKeptPlan(temporaryFolder(), around);
  const thread = await kept.threadAt(section, words);
  const doc = await kept.edit('sofia', section);
  splitAfter(doc, 'Quiet room,');
  await failed.promise;
  expect((await kept.storage.thread(thread.id))?.version).toBe(1);
  blockWith(doc, 'One spoon').text.insert(0, 'x');
  const moved = await kept.thread(thread, ({ version }) => version === 2);
  expect(placeIn(await kept.committed(section), moved)?.how).toBe('position');
});

test('[AN7] what changed under a server that died is caught up as soon as somebody reads the threads', async () => {
  const folder = temporaryFolder();
  const first = await startKeptPlan(folder, keepingNoThread);
  const thread = await first.threadAt(section, words);
  const sofia = await first.open('sofia', section);
  splitAfter(docOf(sofia), 'Quiet room,');
  await whenSaved(sofia);
  await first.close();

  const second = await startKeptPlan(folder);
  await second.readThreads();
  const moved = await second.thread(thread, ({ version }) => version === 2);
  expect(placeIn(await second.committed(section), moved)?.how).toBe('position');
});

test('[AN7] what only stands around the words is written when the section is quiet, and told to nobody', async () => {
  const written = Promise.withResolvers<Thread>();
  const around = (storage: Storage): Storage =>
    withCall(storage, 'writeThread', async (write) => {
      const result = await storage.writeThread(write);
      written.resolve(write.thread);
      return result;
    });
  const kept = await startKeptPlan(temporaryFolder(), around);
  const thread = await kept.threadAt(section, words);
  const doc = await kept.edit('sofia', section);
  const { text, at } = blockWith(doc, words);
  text.insert(at + words.length, ' Always.');
  const quiet = await written.promise;
  expect(quiet.id).toBe(thread.id);
  expect(subjectOf(quiet).anchor).toMatchObject({
    from: subjectOf(thread).anchor.from,
    exact: words,
    suffix: expect.stringMatching(/^ Always\./),
  });
  splitAfter(doc, 'Quiet room,');
  await kept.thread(thread, ({ version }) => version === 3);
  expect(kept.heard.map(({ recordId, version }) => [recordId, version])).toEqual([[thread.id, 3]]);
});

test('[AN7] in a flood of edits among 200 threads every edit is acknowledged, and every thread is moved', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const threads = [];
  for (let count = 0; count < 200; count++) threads.push(await kept.threadAt(section, words));
  const sofia = await kept.open('sofia', section);
  const doc = docOf(sofia);
  const { text } = blockWith(doc, 'One spoon');
  for (let edits = 0; edits < 300; edits++) {
    text.insert(0, 'x');
    await whenSaved(sofia);
  }
  splitAfter(doc, 'Quiet room,');
  const moved = await Promise.all(
    threads.map((thread) => kept.thread(thread, ({ version }) => version === 2)),
  );
  const committed = await kept.committed(section);
  expect(new Set(moved.map((thread) => placeIn(committed, thread)?.how))).toEqual(
    new Set(['position']),
  );
});

test('[AN7] a document without threads is looked up once', async () => {
  let lookups = 0;
  const around = (storage: Storage): Storage =>
    withCall(storage, 'threadsOf', async (request) => {
      lookups++;
      return await storage.threadsOf(request);
    });
  const kept = await startKeptPlan(temporaryFolder(), around);
  const doc = await kept.edit('priya', 'snapshot');
  const other = await kept.edit('sofia', section);
  const thread = await kept.threadAt(section, words);
  for (const part of ['Quiet', ' room,', ' no talking']) {
    lookups = 0;
    blockWith(doc, 'Where she is now').text.insert(0, 'x');
    const { version } = (await kept.storage.thread(thread.id)) ?? thread;
    splitAfter(other, part);
    await kept.thread(thread, (one) => one.version > version);
  }
  // One look for the section with the thread, none any more for the other.
  expect(lookups).toBe(1);
});

/** A storage that keeps no thread: as if the server had died before. */
function keepingNoThread(storage: Storage): Storage {
  return withCall(storage, 'writeThread', () => Promise.reject(new StorageFailed('Planted.')));
}

/** A storage of which one call is another. */
function withCall<Name extends keyof Storage>(
  storage: Storage,
  name: Name,
  call: Storage[Name],
): Storage {
  return new Proxy(storage, {
    get(target, key) {
      if (key === name) return call;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

test('[AN3] where only crumbs of the words are left, who took the rest is named', async () => {
  const kept = await startKeptPlan(temporaryFolder());
  const about = 'when she is ready. Wait';
  const thread = await kept.threadAt('medicines', about);
  const tom = await kept.edit('tom', 'medicines');
  const { text, at, index } = blockWith(tom, about);
  const end = at + about.length;
  tom.transact(() => {
    text.delete(end, text.length - end);
    text.delete(at + 1, about.length - 2);
    text.delete(0, at);
    bodyOf(tom).delete(index + 1, 1);
  });
  const lost = await kept.thread(thread, (one) => subjectOf(one).removed !== undefined);
  expect(subjectOf(lost).removed?.by?.personId).toBe(castId('tom'));
});

test('[AN5] after random edits of two people every thread is at a place or unplaced, the same on every copy and on the server', async () => {
  const dice = diceOf(seed);
  const kept = await startKeptPlan(temporaryFolder());
  const wanted = [words, 'One spoon, swallow', 'Soft, moist food', 'ten seconds', 'toilet', 'Next'];
  const threads = [];
  for (const each of wanted) threads.push(await kept.threadAt(section, each));
  const people = [await kept.open('sofia', section), await kept.open('sofia', section)] as const;
  for (let edits = 0; edits < 120; edits++) {
    editHonestly(docOf(people[dice(2)] ?? people[0]), dice);
    if (dice(12) === 0) await Promise.all(people.map(whenSaved));
  }
  await Promise.all(people.map(whenSaved));
  const committed = await kept.committed(section);
  const text = prepareText(committed);
  const settled = await Promise.all(
    threads.map((thread) =>
      kept.thread(thread, (one) => {
        const { anchor, removed } = subjectOf(one);
        const { state } = refreshAnchor(text, anchor);
        return removed === undefined ? state === 'good' || state === 'stale' : state === 'lost';
      }),
    ),
  );
  await Promise.all(
    people.map((person) => untilDoc(docOf(person), () => isSameText(docOf(person), committed))),
  );
  for (const thread of settled) {
    const places = [committed, ...people.map(docOf)].map((doc) => placeIn(doc, thread));
    const { removed } = subjectOf(thread);
    expect({ seed, places }).toEqual({ seed, places: places.map(() => places[0]) });
    expect({ seed, isThere: places[0] !== undefined }).toEqual({ seed, isThere: !removed });
    expect({ seed, by: removed && removed.by?.personId }).toEqual({
      seed,
      by: removed && castId('sofia'),
    });
  }
});

function isSameText(one: Y.Doc, other: Y.Doc): boolean {
  return JSON.stringify(readSection(one)) === JSON.stringify(readSection(other));
}
