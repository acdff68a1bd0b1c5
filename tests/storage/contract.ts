/** What every storage must do, whatever it keeps things in. Numbered by section ST of the rules. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { emptyHead, firstUnverified } from '../../server/storage/chain.ts';
import {
  type AppendRequest,
  type Head,
  type Storage,
  StorageFailed,
} from '../../server/storage/port.ts';
import { describeAccounts } from './accounts-contract.ts';
import { describeAlliances } from './alliances-contract.ts';
import { describeMergeChecks } from './merge-checks-contract.ts';
import { describeNotifications } from './notifications-contract.ts';
import {
  alliance,
  audit,
  nurse,
  people,
  physician,
  plan,
  row,
  sampleWorld,
  sessionOf,
  textA,
  textB,
} from './sample-world.ts';
import { describeThreads } from './threads-contract.ts';

const unknown = 'unknown' as DocumentId;
const nobody = 'nobody' as PersonId;
const charter = alliance.charter.documentId;

/** Runs the contract against fresh, empty storages. */
export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(`${name} storage`, () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = await open();
    });

    afterEach(() => storage.close());

    const replaced = (): Promise<void> => storage.replaceWorld(sampleWorld, audit('world.replace'));

    const append = (
      documentId: DocumentId,
      expectedHead: number,
      more: Partial<AppendRequest> = {},
    ): ReturnType<Storage['append']> =>
      storage.append({ documentId, expectedHead, rows: [row(nurse, [9])], bind: [], ...more });

    describe('documents', () => {
      beforeEach(replaced);

      test('[ST1 C12] appended rows come back in order, numbered from 1, in a chain that verifies', async () => {
        const rows = [row(nurse, [4]), { ...row(physician, []), authors: [nurse, physician] }];
        const result = await append(textA, 1, { rows });
        const stored = await storage.loadDocument(textA);
        expect(stored?.tail.map(({ seq }) => seq)).toEqual([1, 2, 3]);
        expect(stored?.tail.slice(1)).toMatchObject(rows);
        expect(firstUnverified(emptyHead, stored?.tail ?? [])).toBeUndefined();
        expect(result).toEqual({ ok: true, head: stored?.head });
        expect(stored?.head.hash).toEqual(stored?.tail.at(-1)?.hash);
        expect(stored?.incarnation).toBe('text-a-first');
      });

      test('[ST1] a row without a seat or session comes back without them', async () => {
        const { payload, format, committedAt, personId, authors } = row(nurse, [4]);
        await append(textA, 1, { rows: [{ payload, format, committedAt, personId, authors }] });
        const [last] = await storage.readLog({ documentId: textA, afterSeq: 1, limit: 1 });
        expect(last).not.toHaveProperty('seatId');
        expect(last).not.toHaveProperty('sessionRef');
      });

      test('[ST1] a row of one mebibyte comes back whole, also from a view into a larger buffer', async () => {
        const large = new Uint8Array(1024 * 1024 + 2).map((_, index) => index % 251);
        const payload = large.subarray(1, -1);
        await append(textA, 1, { rows: [{ ...row(nurse, []), payload }] });
        const [last] = await storage.readLog({ documentId: textA, afterSeq: 1, limit: 1 });
        expect(Buffer.compare(last?.payload ?? Buffer.alloc(0), payload)).toBe(0);
      });

      test('[ST2] an append after another head changes nothing and answers the head that stands', async () => {
        const stored = await storage.loadDocument(textA);
        expect(await append(textA, 0)).toEqual({ ok: false, head: stored?.head });
        expect(await append(textA, 2)).toEqual({ ok: false, head: stored?.head });
        expect(await storage.loadDocument(textA)).toEqual(stored);
      });

      test('[ST2] an append to another incarnation, or to no document, changes nothing', async () => {
        const stored = await storage.loadDocument(textA);
        expect(await append(textA, 1, { incarnation: 'older' })).toEqual({
          ok: false,
          head: stored?.head,
        });
        expect(await append(unknown, 0)).toEqual({ ok: false, head: emptyHead });
        expect(await storage.loadDocument(textA)).toEqual(stored);
        expect(await storage.loadDocument(unknown)).toBeUndefined();
        expect(await append(textA, 1, { incarnation: 'text-a-first' })).toMatchObject({ ok: true });
      });

      test('[ST3] appends of one turn keep their order, and one that fails touches no other', async () => {
        const results = await Promise.all([
          append(textA, 1),
          append(textB, 1),
          append(textA, 1),
          append(textA, 2),
          append(textB, 7),
          append(textB, 2),
        ]);
        expect(results.map(({ ok }) => ok)).toEqual([true, true, false, true, false, true]);
        expect(results.map(({ head }) => head.seq)).toEqual([2, 2, 2, 3, 2, 3]);
      });

      test('[ST4] a client id keeps its owner: binding it to somebody else refuses the rows', async () => {
        await append(textA, 1, { bind: [{ clientID: 77, personId: nurse }] });
        const again = await append(textA, 2, { bind: [{ clientID: 77, personId: nurse }] });
        const taken = await append(textA, 3, { bind: [{ clientID: 77, personId: physician }] });
        expect([again.ok, taken.ok, taken.head.seq]).toEqual([true, false, 3]);
        expect((await storage.loadDocument(textA))?.clients).toEqual([
          { clientID: 1, personId: physician },
          { clientID: 77, personId: nurse },
        ]);
        const torn = await append(textA, 3, {
          bind: [nurse, physician].map((personId) => ({ clientID: 78, personId })),
        });
        expect(torn).toEqual(taken);
        const elsewhere = await append(textB, 1, { bind: [{ clientID: 77, personId: physician }] });
        expect(elsewhere.ok).toBe(true);
      });

      test('[ST5] a document opens from its newest snapshot with the rows after it', async () => {
        const results = await Promise.all([1, 2, 3, 4].map((seq) => append(textA, seq)));
        const heads = results.map(({ head }) => head);
        const put = ({ seq, hash }: Head): Promise<void> =>
          storage.putSnapshot({
            documentId: textA,
            seq,
            rowHash: hash,
            state: Uint8Array.of(seq),
          });
        await Promise.all(heads.slice(0, 3).map(put));
        const stored = await storage.loadDocument(textA);
        expect(stored?.snapshot).toMatchObject({ seq: 4, state: Uint8Array.of(4) });
        expect(stored?.tail.map(({ seq }) => seq)).toEqual([5]);
        expect(stored?.head).toEqual(heads.at(-1));
      });

      test('[ST5] a snapshot whose row is not in the log is not kept', async () => {
        const { head } = await append(textA, 1);
        const snapshot = { documentId: textA, rowHash: head.hash, state: Uint8Array.of(1) };
        await storage.putSnapshot({ ...snapshot, seq: 1 });
        await storage.putSnapshot({ ...snapshot, seq: 3 });
        await storage.putSnapshot({ ...snapshot, seq: 2, documentId: unknown });
        expect(await storage.loadDocument(textA)).not.toHaveProperty('snapshot');
      });

      test('[ST6] the log is read in pages', async () => {
        await Promise.all([1, 2, 3].map((seq) => append(textA, seq)));
        const seqs = async (afterSeq: number, limit: number): Promise<readonly number[]> =>
          (await storage.readLog({ documentId: textA, afterSeq, limit })).map(({ seq }) => seq);
        expect([await seqs(0, 2), await seqs(2, 2), await seqs(4, 2), await seqs(9, 2)]).toEqual([
          [1, 2],
          [3, 4],
          [],
          [],
        ]);
        expect(await storage.readLog({ documentId: unknown, afterSeq: 0, limit: 9 })).toEqual([]);
      });

      test('[ST42] a walk through all logs proves each document once, a long one in several steps, and begins anew', async () => {
        const rows = Array.from({ length: 600 }, () => row(nurse, [7]));
        await append(textA, 1, { rows });
        const seen: unknown[] = [];
        for (let round = 0; round < 2; round++) {
          let look = await storage.checkLog();
          for (let steps = 0; look.next !== undefined && steps < 20; steps++) {
            if (look.checked) seen.push(look.checked);
            look = await storage.checkLog(look.next);
          }
          expect(look).toEqual({});
        }
        const each = [textA, textB, charter].map((documentId) => ({ documentId }));
        expect(seen).toEqual([...each, ...each]);
        expect(await storage.checkPages()).toBe('sound');
      });

      test('[ST42] a walk that a new world interrupts goes on in the new one', async () => {
        await append(textA, 1, { rows: Array.from({ length: 600 }, () => row(nurse, [7])) });
        const { next } = await storage.checkLog();
        const documents = sampleWorld.documents.map((each) => ({ ...each, incarnation: 'second' }));
        await storage.replaceWorld({ ...sampleWorld, documents }, audit('world.replace'));
        const { checked } = await storage.checkLog(next);
        expect(checked).not.toHaveProperty('damagedAt');
      });

      test('[ST7] what is stored is a copy: later changes of the given or the taken bytes do not reach it', async () => {
        const payload = Uint8Array.of(5);
        await append(textA, 1, { rows: [{ ...row(nurse, []), payload }] });
        const taken = await storage.loadDocument(textA);
        payload[0] = 6;
        taken?.tail[1]?.payload.fill(7);
        taken?.head.hash.fill(7);
        expect((await storage.loadDocument(textA))?.tail[1]?.payload).toEqual(Uint8Array.of(5));
        expect(await append(textA, 2)).toMatchObject({ ok: true });
      });
    });

    describe('records', () => {
      test('[ST8] an empty storage says so, and knows nobody', async () => {
        expect(await storage.isEmpty()).toBe(true);
        expect(await storage.person(nurse)).toBeUndefined();
        expect(await storage.plansOf(nurse)).toEqual([]);
        expect(await storage.readAudit(0, 10)).toEqual([]);
        await storage.probe();
      });

      test('[ST8] people, plans and alliances come back as they were given', async () => {
        await replaced();
        const record = { alliance, plan };
        expect(await storage.isEmpty()).toBe(false);
        expect(await storage.person(nurse)).toEqual(people[0]);
        expect(await storage.people([physician, nobody, nurse])).toEqual([people[1], people[0]]);
        expect(await storage.plan(plan.id)).toEqual(record);
        expect(await storage.planOfDocument(textB)).toEqual(record);
        expect(await storage.plan('unknown')).toBeUndefined();
        expect(await storage.planOfDocument(unknown)).toBeUndefined();
      });

      test('[ST8] a person finds the plans of every seat they have or had', async () => {
        await replaced();
        expect(await storage.plansOf(nurse)).toEqual([{ alliance, plan }]);
        expect(await storage.plansOf(physician)).toEqual([{ alliance, plan }]);
        expect(await storage.plansOf(nobody)).toEqual([]);
      });

      test('[ST9] changes since I looked name every other person once, latest first', async () => {
        await replaced();
        await append(textA, 1, { rows: [row(nurse, [1], '2026-01-03T10:00:00.000Z')] });
        await append(textA, 2, { rows: [row(physician, [1], '2026-01-03T11:00:00.000Z')] });
        await append(textA, 3, { rows: [row(nurse, [1], '2026-01-03T12:00:00.000Z')] });
        const request = { documentIds: [textA, unknown, textB] };
        const forPhysician = await storage.changesSince({ ...request, personId: physician });
        expect(forPhysician).toEqual([
          {
            documentId: textA,
            head: 4,
            lookedHead: 1,
            changes: [{ personId: nurse, at: '2026-01-03T12:00:00.000Z' }],
          },
          { documentId: textB, head: 1, lookedHead: 0, changes: [] },
        ]);
        const [forNobody] = await storage.changesSince({ ...request, personId: nobody });
        expect(forNobody?.changes).toEqual([
          { personId: nurse, at: '2026-01-03T12:00:00.000Z' },
          { personId: physician, at: '2026-01-03T11:00:00.000Z' },
        ]);
      });

      test('[ST10] a mark moves forward, never back and never beyond what is written', async () => {
        await replaced();
        await append(textA, 1);
        const look = async (head: number, at: string): Promise<readonly unknown[]> => {
          const heads = [
            { documentId: textA, head },
            { documentId: unknown, head },
          ];
          await storage.markLooked(
            { personId: nurse, planId: plan.id, at, heads },
            audit('plan.looked', plan.id),
          );
          const request = { personId: nurse, documentIds: [textA] };
          const [changes] = await storage.changesSince(request);
          return [changes?.lookedHead, await storage.lookedAt(nurse, plan.id)];
        };
        expect(await storage.lookedAt(nurse, plan.id)).toBeUndefined();
        expect(await look(1, '2026-01-05')).toEqual([1, '2026-01-05']);
        expect(await look(0, '2026-01-04')).toEqual([1, '2026-01-05']);
        expect(await look(99, '2026-01-06')).toEqual([2, '2026-01-06']);
        expect(await storage.lookedAt(physician, plan.id)).toBe('2026-01-01T10:00:00.000Z');
        const entry = audit('plan.looked', plan.id);
        expect(await storage.readAudit(1, 10)).toEqual([
          { ...entry, seq: 2 },
          { ...entry, seq: 3 },
          { ...entry, seq: 4 },
        ]);
      });
    });

    describeAlliances(() => storage);
    describeThreads(() => storage);
    describeMergeChecks(() => storage);
    describeNotifications(() => storage);
    describeAccounts(() => storage);

    describe('sessions and the audit', () => {
      beforeEach(replaced);

      test('[ST11] a session is found by its digest until it ends, and each step leaves an audit entry', async () => {
        const session = sessionOf(nurse, 'digest');
        await storage.createSession(session, audit('session.create', session.ref));
        expect(await storage.session('digest')).toEqual(session);
        await storage.endSession('digest', audit('session.end', session.ref));
        expect(await storage.session('digest')).toBeUndefined();
        await storage.endSession('digest', audit('session.end', session.ref));
        expect(await storage.readAudit(0, 10)).toEqual([
          { ...audit('world.replace'), seq: 1 },
          { ...audit('session.create', session.ref), seq: 2 },
          { ...audit('session.end', session.ref), seq: 3 },
        ]);
        expect(await storage.readAudit(1, 1)).toMatchObject([{ seq: 2 }]);
      });

      test('[ST11] a session of nobody is refused, with nothing in the audit, and the storage goes on', async () => {
        const session = sessionOf(nobody, 'digest');
        await expect(storage.createSession(session, audit('session.create'))).rejects.toThrow(
          Error,
        );
        expect(await storage.readAudit(1, 10)).toEqual([]);
        await storage.probe();
      });

      test('[ST28] sessions that have expired are removed and the others stay', async () => {
        const session = sessionOf(nurse, 'over');
        const living = { ...sessionOf(physician, 'living'), expiresAt: '2026-01-04T09:00:00.001Z' };
        for (const each of [session, living]) {
          await storage.createSession(each, audit('session.create', each.ref));
        }
        const before = await storage.readAudit(0, 10);
        expect(await storage.purgeSessions('2026-01-04T08:59:59.999Z')).toBe(0);
        expect(await storage.purgeSessions(session.expiresAt)).toBe(1);
        expect(await storage.session('over')).toBeUndefined();
        expect(await storage.session('living')).toEqual(living);
        expect(await storage.readAudit(0, 10)).toEqual(before);
        expect(await storage.purgeSessions(session.expiresAt)).toBe(0);
      });

      test('[ST12] a new world replaces everything but the audit and the sessions of people who stay', async () => {
        await storage.createSession(sessionOf(nurse, 'stays'), audit('session.create'));
        await storage.createSession(sessionOf(physician, 'goes'), audit('session.create'));
        const { head } = await append(textA, 1);
        const snapshot = { documentId: textA, seq: 2, rowHash: head.hash };
        await storage.putSnapshot({ ...snapshot, state: Uint8Array.of(1) });
        const [first] = sampleWorld.documents;
        const documents = first ? [{ ...first, incarnation: 'second' }] : [];
        await storage.replaceWorld(
          {
            people: people.slice(0, 1),
            plans: [],
            documents,
            looked: [],
            threads: [],
            threadReads: [],
          },
          audit('world.replace', 'second'),
        );
        const stored = await storage.loadDocument(textA);
        expect(stored).toMatchObject({ incarnation: 'second', head: { seq: 1 } });
        expect(stored).not.toHaveProperty('snapshot');
        expect(await storage.loadDocument(textB)).toBeUndefined();
        expect(await storage.isEmpty()).toBe(true);
        expect(await storage.person(physician)).toBeUndefined();
        expect(await storage.lookedAt(physician, plan.id)).toBeUndefined();
        expect(await storage.session('stays')).toEqual(sessionOf(nurse, 'stays'));
        expect(await storage.session('goes')).toBeUndefined();
        expect(await storage.readAudit(3, 10)).toEqual([
          { ...audit('world.replace', 'second'), seq: 4 },
        ]);
        expect(await append(textA, 2)).toMatchObject({ ok: false, head: { seq: 1 } });
        expect(await append(textA, 1)).toMatchObject({ ok: true });
      });

      test('[ST13] closing finishes what was accepted, and refuses what comes later', async () => {
        const accepted = append(textA, 1);
        const closed = storage.close();
        expect(await accepted).toMatchObject({ ok: true, head: { seq: 2 } });
        await closed;
        await expect(append(textA, 2)).rejects.toThrow(StorageFailed);
        await expect(storage.loadDocument(textA)).rejects.toThrow(StorageFailed);
        await expect(storage.probe()).rejects.toThrow(StorageFailed);
        await storage.close();
      });
    });
  });
}
