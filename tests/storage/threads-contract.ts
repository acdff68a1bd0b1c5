/** What every storage must do with threads of comments, whatever it keeps them in. Numbered by section ST of the rules. */
import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { type Thread, toThreadId } from '@alliance/shared/comments/thread';
import { beforeEach, describe, expect, test } from 'vitest';

import {
  type Storage,
  type StoredThreads,
  type ThreadWrite,
  type ThreadWritten,
} from '../../server/storage/port.ts';
import {
  keyOf,
  otherPlan,
  readOf,
  threadA,
  threadB,
  threadC,
  threadOf,
  twoPlans,
  writeOf,
} from './sample-threads.ts';
import { audit, nurse, physician, plan, sampleWorld } from './sample-world.ts';

/** Runs this part of the contract against the storage of the running test. */
export function describeThreads(running: () => Storage): void {
  describe('threads', () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = running();
      await storage.replaceWorld(twoPlans, audit('world.replace'));
    });

    const write = async (
      thread: Thread,
      more: Partial<ThreadWrite> = {},
    ): Promise<ThreadWritten['result']> =>
      (await storage.writeThread(writeOf(thread, more))).result;

    const threadsOf = (planId: string, after?: string): Promise<StoredThreads> =>
      storage.threadsOf(after === undefined ? { planId } : { planId, after });

    const auditSince = async (seq: number): Promise<readonly string[]> =>
      (await storage.readAudit(seq, 100)).map(({ action }) => action);

    test('[ST30] a thread comes back as it was written, with every character of its words', async () => {
      const text = 'é 👩‍⚕️ \u0000 \ud800 <b>&amp;</b> "\\" \r\n שלום \u2028';
      const thread = threadOf(threadA, { text });
      expect(await write(thread)).toBe('kept');
      expect(await storage.thread(threadA)).toEqual(thread);
      expect((await threadsOf(plan.id)).threads).toEqual([thread]);
      expect(await storage.thread(threadB)).toBeUndefined();
    });

    test('[ST30] of two writes from the same base the first is kept, the other changes nothing', async () => {
      await write(threadOf(threadA));
      const results = await Promise.all(
        ['one', 'two'].map((text) => write(threadOf(threadA, { version: 2, text }))),
      );
      expect(results).toEqual(['kept', 'stale']);
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA, { version: 2, text: 'one' }));
    });

    test('[ST30] an older, a newer and a missing base are stale; an id that is there, in whichever plan, is taken', async () => {
      await write(threadOf(threadA));
      await write(threadOf(threadA, { version: 2 }));
      expect(await write(threadOf(threadA, { version: 2 }))).toBe('stale');
      expect(await write(threadOf(threadA, { version: 4 }))).toBe('stale');
      expect(await write(threadOf(threadB, { version: 2 }))).toBe('stale');
      expect(await write(threadOf(threadA))).toBe('taken');
      expect(await write(threadOf(threadA, { planId: otherPlan.id }))).toBe('taken');
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA, { version: 2 }));
      expect(await storage.thread(threadB)).toBeUndefined();
    });

    test('[ST30] a jump of versions, a change of plan and an unknown plan are mistakes of the caller: nothing is written', async () => {
      await write(threadOf(threadA));
      const mistakes = [
        { ...writeOf(threadOf(threadA, { version: 3 })), expectedVersion: 1 },
        writeOf(threadOf(threadA, { version: 2, planId: otherPlan.id })),
        writeOf(threadOf(threadB, { planId: toPlanId('plan-none') })),
      ];
      for (const [index, mistake] of mistakes.entries()) {
        const key = keyOf(`key-${index}`);
        await expect(storage.writeThread({ ...mistake, key })).rejects.toThrow(Error);
        expect(await write(threadOf(toThreadId(`thread-${index}`)), { key })).toBe('kept');
      }
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA));
      expect(await storage.thread(threadB)).toBeUndefined();
      expect(await auditSince(2)).toHaveLength(mistakes.length);
    });

    test('[ST31] a key does one thing once: the same again is repeated, something else is misused', async () => {
      const key = keyOf('key');
      expect(await write(threadOf(threadA), { key })).toBe('kept');
      expect(await write(threadOf(threadA), { key })).toBe('repeated');
      expect(await write(threadOf(threadA, { version: 2 }), { key })).toBe('repeated');
      const other = keyOf('key', 'another digest');
      expect(await write(threadOf(threadA, { version: 2 }), { key: other })).toBe('misused');
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA));
      expect(await write(threadOf(threadB), { key: { ...key, personId: physician } })).toBe('kept');
      expect(await write(threadOf(threadC), { key: keyOf('key-2') })).toBe('kept');
    });

    test('[ST31] two writes with one key at the same time are done once', async () => {
      const key = keyOf('key');
      const both = [threadOf(threadA), threadOf(threadA)].map((thread) => write(thread, { key }));
      expect(await Promise.all(both)).toEqual(['kept', 'repeated']);
    });

    test('[ST31] a write that was not kept leaves its key free', async () => {
      await write(threadOf(threadA));
      const key = keyOf('key');
      expect(await write(threadOf(threadA, { version: 3 }), { key })).toBe('stale');
      expect(await write(threadOf(threadA), { key })).toBe('taken');
      expect(await write(threadOf(threadA, { version: 2 }), { key })).toBe('kept');
    });

    test('[ST31] keys that came before a moment are forgotten, the others are not', async () => {
      const old = '2026-01-03T09:00:00.000Z';
      const young = '2026-01-03T09:00:00.001Z';
      await write(threadOf(threadA), keyedAt(old));
      await write(threadOf(threadB), keyedAt(young));
      expect(await storage.purgeWriteKeys(old)).toBe(0);
      expect(await storage.purgeWriteKeys(young)).toBe(1);
      expect(await storage.purgeWriteKeys(young)).toBe(0);
      expect(await write(threadOf(threadA), keyedAt(old))).toBe('taken');
      expect(await write(threadOf(threadB), keyedAt(young))).toBe('repeated');
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA));
    });

    test('[ST32] every write that is kept leaves its audit entry, every other one leaves none', async () => {
      const key = keyOf('key');
      await write(threadOf(threadA), { key, ...auditedAs('thread.start') });
      await write(threadOf(threadA), { key, ...auditedAs('repeated') });
      await write(threadOf(threadB), { key: keyOf('key', 'other'), ...auditedAs('misused') });
      await write(threadOf(threadA), auditedAs('taken'));
      await write(threadOf(threadA, { version: 5 }), auditedAs('stale'));
      await write(threadOf(threadA, { version: 2 }), auditedAs('thread.reply'));
      expect(await storage.readAudit(1, 10)).toEqual([
        { ...audit('thread.start', threadA), seq: 2 },
        { ...audit('thread.reply', threadA), seq: 3 },
      ]);
    });

    test('[ST33] without a cursor all threads of the plan are given, oldest first', async () => {
      await write(threadOf(threadB, { hour: 11 }));
      await write(threadOf(threadA, { hour: 10 }));
      await write(threadOf(threadC, { hour: 10 }));
      await write(threadOf(toThreadId('thread-d'), { planId: otherPlan.id }));
      await write(threadOf(threadA, { hour: 10, version: 2 }));
      const { isWhole, threads } = await threadsOf(plan.id);
      expect(isWhole).toBe(true);
      expect(threads).toEqual([
        threadOf(threadC, { hour: 10 }),
        threadOf(threadA, { hour: 10, version: 2 }),
        threadOf(threadB, { hour: 11 }),
      ]);
      expect(await threadsOf('plan-none')).toMatchObject({ isWhole: true, threads: [] });
    });

    test('[ST33] with a cursor the threads that changed since are given, oldest first, and once', async () => {
      await write(threadOf(threadA, { hour: 12 }));
      await write(threadOf(threadB, { hour: 10 }));
      const { cursor } = await threadsOf(plan.id);
      expect(await threadsOf(plan.id, cursor)).toMatchObject({ isWhole: false, threads: [] });
      await write(threadOf(threadA, { hour: 12, version: 2 }));
      await write(threadOf(threadC, { hour: 11 }));
      await write(threadOf(threadA, { hour: 12, version: 3 }));
      await write(threadOf(toThreadId('thread-d'), { planId: otherPlan.id }));
      const changed = await threadsOf(plan.id, cursor);
      expect(changed.isWhole).toBe(false);
      expect(changed.threads).toEqual([
        threadOf(threadC, { hour: 11 }),
        threadOf(threadA, { hour: 12, version: 3 }),
      ]);
      expect((await threadsOf(plan.id, changed.cursor)).threads).toEqual([]);
      expect((await threadsOf(plan.id, cursor)).threads).toEqual(changed.threads);
      expect((await threadsOf(otherPlan.id, cursor)).threads).toHaveLength(1);
    });

    test('[ST33] a cursor that this storage did not give, or of the world before, is answered with all', async () => {
      await write(threadOf(threadA));
      const { cursor } = await threadsOf(plan.id);
      const turned = cursor.startsWith('A') ? `B${cursor.slice(1)}` : `A${cursor.slice(1)}`;
      for (const unknown of ['', '0', 'no cursor', turned, cursor.slice(4), `${cursor}AAAA`]) {
        expect(await threadsOf(plan.id, unknown)).toMatchObject({ isWhole: true });
        expect((await threadsOf(plan.id, unknown)).threads).toEqual([threadOf(threadA)]);
      }
      await storage.replaceWorld(twoPlans, audit('world.replace'));
      expect(await threadsOf(plan.id, cursor)).toMatchObject({ isWhole: true, threads: [] });
      // Also when the new world has counted further than the cursor.
      for (const id of [threadA, threadB, threadC]) await write(threadOf(id));
      const asked = await threadsOf(plan.id, cursor);
      expect(asked).toMatchObject({ isWhole: true });
      expect(asked.threads).toHaveLength(3);
    });

    test('[ST34] a cursor tells nothing: it may stand in an address, has one length and is never the same twice', async () => {
      const cursors: string[] = [];
      for (let version = 1; version <= 20; version += 1) {
        await write(threadOf(threadA, { version }));
        cursors.push((await threadsOf(plan.id)).cursor, (await threadsOf(plan.id)).cursor);
      }
      expect(new Set(cursors).size).toBe(40);
      expect(new Set(cursors.map((cursor) => cursor.slice(0, 12))).size).toBe(40);
      for (const cursor of cursors) expect(cursor).toMatch(/^[\w-]{48}$/);
    });

    test('[ST35] a mark moves forward, never back and never beyond the last comment', async () => {
      await write(threadOf(threadA, { hour: 10 }));
      await write(threadOf(threadA, { hour: 10, version: 2 }));
      await write(threadOf(threadA, { hour: 10, version: 3 }));
      const mark = (readCount: number): Promise<boolean> =>
        storage.markThreadRead(readOf(nurse, threadA, readCount), audit('thread.read', threadA));
      const marks = async (): Promise<unknown> => storage.threadReads(nurse, [plan.id]);
      expect(await mark(0)).toBe(false);
      expect(await mark(-1)).toBe(false);
      expect(await marks()).toEqual([]);
      expect(await mark(2)).toBe(true);
      expect(await mark(2)).toBe(false);
      expect(await mark(1)).toBe(false);
      expect(await marks()).toEqual([readOf(nurse, threadA, 2)]);
      expect(await mark(99)).toBe(true);
      expect(await mark(99)).toBe(false);
      expect(await marks()).toEqual([readOf(nurse, threadA, 3)]);
      const read = readOf(nurse, toThreadId('thread-none'), 1);
      expect(await storage.markThreadRead(read, audit('thread.read'))).toBe(false);
      expect(await auditSince(4)).toEqual(['thread.read', 'thread.read']);
    });

    test('[ST35] marks are a person’s own and are given for the plans that are asked for', async () => {
      await write(threadOf(threadA, { hour: 12 }));
      await write(threadOf(threadB, { hour: 10 }));
      await write(threadOf(threadC, { planId: otherPlan.id }));
      const reads = [threadA, threadB, threadC].map((id) => readOf(nurse, id, 1));
      for (const read of reads) await storage.markThreadRead(read, audit('thread.read'));
      const [inA, inB, inC] = reads;
      expect(await storage.threadReads(nurse, [plan.id])).toEqual([inB, inA]);
      expect(await storage.threadReads(nurse, [otherPlan.id, 'plan-none'])).toEqual([inC]);
      expect(await storage.threadReads(nurse, [plan.id, otherPlan.id, plan.id])).toEqual([
        inC,
        inB,
        inA,
      ]);
      expect(await storage.threadReads(nurse, [])).toEqual([]);
      expect(await storage.threadReads(physician, [plan.id, otherPlan.id])).toEqual([]);
    });

    test('[ST36] what was answered is seen by whatever is asked next', async () => {
      let { cursor } = await threadsOf(plan.id);
      for (let version = 1; version <= 60; version += 1) {
        const thread = threadOf(threadA, { version });
        // Questions that are under way at the same time must not hold the next one in their past.
        const meanwhile = Promise.all([threadsOf(plan.id), storage.thread(threadA)]);
        expect(await write(thread)).toBe('kept');
        const next = await Promise.all([storage.thread(threadA), threadsOf(plan.id, cursor)]);
        expect(next).toMatchObject([thread, { isWhole: false, threads: [thread] }]);
        const read = readOf(nurse, threadA, version);
        await storage.markThreadRead(read, audit('thread.read'));
        expect(await storage.threadReads(nurse, [plan.id])).toEqual([read]);
        ({ cursor } = next[1]);
        await meanwhile;
      }
    });

    test('[ST7] what is stored of a thread is a copy: later changes of what was given or taken do not reach it', async () => {
      const given = structuredClone(threadOf(threadA));
      await write(given);
      Object.assign(given, { status: 'resolved' });
      const taken = await storage.thread(threadA);
      Object.assign(taken?.comments[0] ?? {}, { words: { text: 'Changed.' } });
      const [listed] = (await threadsOf(plan.id)).threads;
      Object.assign(listed ?? {}, { audience: 'shared' });
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA));
    });

    test('[ST38] a new world brings its own threads and marks in place of all others, and frees every key', async () => {
      const key = keyOf('key');
      await write(threadOf(threadA), { key });
      await write(threadOf(threadB));
      await storage.markThreadRead(readOf(nurse, threadB, 1), audit('thread.read'));
      const three = { ...threadOf(threadB), version: 3 };
      const world = {
        ...sampleWorld,
        threads: [threadOf(threadC), three],
        threadReads: [readOf(physician, threadC, 7), readOf(nurse, toThreadId('thread-none'), 1)],
      };
      await storage.replaceWorld(world, audit('world.replace'));
      expect((await threadsOf(plan.id)).threads).toEqual([three, threadOf(threadC)]);
      expect(await storage.thread(threadA)).toBeUndefined();
      expect(await storage.threadReads(nurse, [plan.id])).toEqual([]);
      expect(await storage.threadReads(physician, [plan.id])).toEqual([
        readOf(physician, threadC, 1),
      ]);
      expect(await write(threadOf(threadA), { key })).toBe('kept');
      expect(await write({ ...threadOf(threadB), version: 4 })).toBe('kept');
    });

    test('[ST38] a world with a thread of no plan is refused, and the one before stays', async () => {
      await write(threadOf(threadA));
      const { cursor } = await threadsOf(plan.id);
      const stray = threadOf(threadB, { planId: toPlanId('plan-none') });
      const world = { ...sampleWorld, threads: [stray] };
      await expect(storage.replaceWorld(world, audit('world.replace'))).rejects.toThrow(Error);
      expect(await threadsOf(plan.id, cursor)).toMatchObject({ isWhole: false, threads: [] });
      expect(await storage.thread(threadA)).toEqual(threadOf(threadA));
      expect(await storage.plan(otherPlan.id)).toBeDefined();
    });
  });
}

function keyedAt(instant: string): Partial<ThreadWrite> {
  return { key: keyOf(instant), audit: { ...audit('thread.write'), at: instant } };
}

function auditedAs(action: string): Partial<ThreadWrite> {
  return { audit: audit(action, threadA) };
}
