/** What every storage must do with plans that change and with their items, whatever it keeps them in. Numbered by section ST of the rules. */
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { toItemId } from '@alliance/shared/careplan/item/item';
import { type DocumentId, toDocumentId } from '@alliance/shared/careplan/section';
import { beforeEach, describe, expect, test } from 'vitest';

import { type Storage } from '../../server/storage/port.ts';
import { type PlanWrite } from '../../server/storage/port/plans.ts';
import { foundingOf } from './sample-alliances.ts';
import {
  addingTo,
  emptyDocument,
  itemA,
  itemB,
  itemC,
  itemOf,
  itemWriteOf,
  nextPlan,
} from './sample-plans.ts';
import { keyOf, otherPlan, threadA, threadOf, twoPlans, writeOf } from './sample-threads.ts';
import {
  alliance,
  audit,
  nurse,
  physician,
  plan,
  row,
  sampleWorld,
  textA,
  textB,
} from './sample-world.ts';

/** Runs this part of the contract against the storage of the running test. */
export function describePlans(running: () => Storage): void {
  describe('plans and items', () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = running();
      await storage.replaceWorld(twoPlans, audit('world.replace'));
    });

    const auditSince = async (seq: number): Promise<readonly unknown[]> =>
      (await storage.readAudit(seq, 100)).map(({ action, subjectId }) => [action, subjectId]);
    const present = async (): Promise<CarePlan | undefined> => (await storage.plan(plan.id))?.plan;
    const itemsOf = (planId: string, after?: string) =>
      storage.itemsOf({ planId, ...(after !== undefined && { after }) });

    test('[ST60] a plan comes back as it was written, from every question', async () => {
      const retired = {
        by: itemOf(itemA).author,
        at: '2026-01-03T09:00:00.000Z',
        reason: 'No longer needed',
      };
      const sections = plan.sections
        .toReversed()
        .map((section) => Object.assign({}, section, { retired }));
      const write = nextPlan(plan, { title: 'Another title', sections });
      expect(await storage.writePlan(write)).toBe('kept');
      const record = { alliance, plan: write.plan };
      expect(await storage.plan(plan.id)).toEqual(record);
      expect(await storage.planOfDocument(textA)).toEqual(record);
      expect(await storage.alliance(alliance.id)).toEqual(record);
      expect(await storage.plansOf(nurse)).toEqual([record, { alliance, plan: otherPlan }]);
      expect(await auditSince(1)).toEqual([['plan.write', plan.id]]);
    });

    test('[ST60] of two writes from the same version the first is kept; no plan at all is stale', async () => {
      const both = ['one', 'other'].map((title) => nextPlan(plan, { title }));
      const results = await Promise.all(both.map((write) => storage.writePlan(write)));
      expect(results).toEqual(['kept', 'stale']);
      expect((await present())?.title).toBe('one');
      const none = { ...plan, id: foundingOf('none').record.plan.id };
      expect(await storage.writePlan(nextPlan(none))).toBe('stale');
      expect(await auditSince(1)).toHaveLength(1);
    });

    test('[ST61] a section is added with its document, which goes on from there, or not at all', async () => {
      const write = addingTo(plan, 'new');
      expect(await storage.writePlan(write)).toBe('kept');
      const documentId = toDocumentId('mood-new');
      expect(await storage.planOfDocument(documentId)).toEqual({ alliance, plan: write.plan });
      expect(await storage.loadDocument(documentId)).toMatchObject({
        incarnation: 'mood-new-first',
        head: { seq: 0 },
        tail: [],
      });
      const append = { documentId, expectedHead: 0, rows: [row(nurse, [1])], bind: [] };
      expect(await storage.append(append)).toMatchObject({ ok: true, head: { seq: 1 } });
      const taken = addingTo(write.plan, 'new');
      const again: PlanWrite = {
        ...taken,
        plan: {
          ...taken.plan,
          sections: [
            ...write.plan.sections,
            { ...plan.sections[0], documentId: alliance.charter.documentId } as never,
          ],
        },
        documents: [emptyDocument(alliance.charter.documentId)],
      };
      expect(await storage.writePlan(again)).toBe('taken');
      expect(await present()).toEqual(write.plan);
      expect(await storage.loadDocument(documentId)).toMatchObject({ head: { seq: 1 } });
      expect(await auditSince(1)).toHaveLength(1);
    });

    test('[ST61] a plan that loses a section, or has one without a document, is refused', async () => {
      const adding = addingTo(plan, 'new');
      const mistakes: readonly PlanWrite[] = [
        nextPlan(plan, { sections: plan.sections.slice(1) }),
        { ...adding, documents: [] },
        { ...nextPlan(plan), documents: adding.documents },
        { ...nextPlan(plan), plan: { ...plan, version: 3 } },
        nextPlan(plan, { allianceId: foundingOf('none').record.alliance.id }),
      ];
      for (const mistake of mistakes) {
        await expect(storage.writePlan(mistake)).rejects.toThrow(Error);
      }
      expect(await present()).toEqual(plan);
      expect(await auditSince(1)).toEqual([]);
      expect(await storage.writePlan(adding)).toBe('kept');
    });

    test('[ST61] a section that is set aside stays with its plan, and its document with it', async () => {
      const [first, ...others] = plan.sections;
      const write = nextPlan(plan, {
        sections: others,
        setAside: [first].flatMap((one) => one ?? []),
      });
      expect(await storage.writePlan(write)).toBe('kept');
      expect(await storage.planOfDocument(textA)).toEqual({ alliance, plan: write.plan });
      await expect(storage.writePlan(nextPlan(write.plan, { setAside: [] }))).rejects.toThrow(
        Error,
      );
    });

    test('[ST61] what is written in a new section is looked at from its first row', async () => {
      await storage.writePlan(addingTo(plan, 'new'));
      expect(await storage.unscannedDocuments(9)).toEqual([]);
      const documentId = toDocumentId('mood-new');
      const append = { documentId, expectedHead: 0, rows: [row(nurse, [1])], bind: [] };
      await storage.append(append);
      expect(await storage.unscannedDocuments(9)).toEqual([
        { documentId, incarnation: 'mood-new-first', seq: 0 },
      ]);
    });

    test('[ST62] items come back as they were written: those of one plan, oldest first, each in its present version', async () => {
      const [first, second] = [itemOf(itemA, { hour: 10 }), itemOf(itemB, { hour: 9 })];
      const other = itemOf(itemC, { planId: otherPlan.id });
      for (const item of [first, second, other])
        expect(await storage.writeItem(itemWriteOf(item))).toBe('kept');
      const next = itemOf(itemA, { hour: 10, version: 2 });
      expect(await storage.writeItem(itemWriteOf(next))).toBe('kept');
      expect(await itemsOf(plan.id)).toMatchObject({ isWhole: true, items: [second, next] });
      expect((await itemsOf(otherPlan.id)).items).toEqual([other]);
      expect((await itemsOf('plan-none')).items).toEqual([]);
      expect(await storage.item(itemA)).toEqual(next);
      expect(await storage.item(toItemId('item-none'))).toBeUndefined();
      expect(await auditSince(4)).toEqual([['item.write', itemA]]);
    });

    test('[ST62] of two writes of an item from the same version the first is kept; an id is given once', async () => {
      await storage.writeItem(itemWriteOf(itemOf(itemA)));
      const both = [9, 10].map((hour) => itemOf(itemA, { version: 2, hour }));
      const results = await Promise.all(both.map((item) => storage.writeItem(itemWriteOf(item))));
      expect(results).toEqual(['kept', 'stale']);
      expect(await storage.item(itemA)).toEqual(both[0]);
      const elsewhere = itemOf(itemA, { planId: otherPlan.id });
      expect(await storage.writeItem(itemWriteOf(elsewhere))).toBe('taken');
      expect(await storage.writeItem(itemWriteOf(itemOf(itemB, { version: 4 })))).toBe('stale');
      expect(await auditSince(1)).toHaveLength(2);
    });

    test('[ST62] an item of no plan, one that changes its plan or skips a version is refused', async () => {
      await storage.writeItem(itemWriteOf(itemOf(itemA)));
      const mistakes = [
        itemWriteOf(itemOf(itemB, { planId: foundingOf('none').record.plan.id })),
        itemWriteOf(itemOf(itemA, { version: 2, planId: otherPlan.id })),
        itemWriteOf(itemOf(itemA, { version: 3 }), { expectedVersion: 1 }),
      ];
      for (const mistake of mistakes) {
        await expect(storage.writeItem(mistake)).rejects.toThrow(Error);
      }
      expect((await itemsOf(plan.id)).items).toEqual([itemOf(itemA)]);
      expect(await auditSince(1)).toHaveLength(1);
    });

    test('[ST63] every version of an item stays, oldest first, and so many of the newest are given', async () => {
      const versions = [1, 2, 3, 4].map((version) => itemOf(itemA, { version }));
      for (const item of versions) await storage.writeItem(itemWriteOf(item));
      expect(await storage.itemVersions(itemA, 100)).toEqual(versions);
      expect(await storage.itemVersions(itemA, 2)).toEqual(versions.slice(2));
      expect(await storage.itemVersions(itemB, 100)).toEqual([]);
    });

    test('[ST64] with a cursor the items that changed since are given, and once', async () => {
      await storage.writeItem(itemWriteOf(itemOf(itemA)));
      const { cursor } = await itemsOf(plan.id);
      expect(await itemsOf(plan.id, cursor)).toMatchObject({ isWhole: false, items: [] });
      await storage.writeItem(itemWriteOf(itemOf(itemB)));
      await storage.writeItem(itemWriteOf(itemOf(itemC, { planId: otherPlan.id })));
      const changed = await itemsOf(plan.id, cursor);
      expect(changed).toMatchObject({ isWhole: false, items: [itemOf(itemB)] });
      expect((await itemsOf(plan.id, changed.cursor)).items).toEqual([]);
      expect(cursor).toHaveLength(changed.cursor.length);
    });

    test('[ST64] a cursor that this storage did not give, of threads, or of the world before, is answered with all', async () => {
      await storage.writeItem(itemWriteOf(itemOf(itemA)));
      const { cursor } = await itemsOf(plan.id);
      const threads = (await storage.threadsOf({ planId: plan.id })).cursor;
      for (const made of ['', 'x', cursor.slice(1), threads]) {
        expect(await itemsOf(plan.id, made)).toMatchObject({ isWhole: true });
      }
      const items = [itemOf(itemB)];
      await storage.replaceWorld({ ...twoPlans, items }, audit('world.replace'));
      expect(await itemsOf(plan.id, cursor)).toMatchObject({ isWhole: true, items });
    });

    test('[ST31] the key of a change of a plan or an item does one thing once, also between both and threads', async () => {
      const write = { ...addingTo(plan, 'new'), key: keyOf('key') };
      expect(await storage.writePlan(write)).toBe('kept');
      expect(await storage.writePlan(write)).toBe('repeated');
      const misused = keyOf('key', 'other');
      expect(await storage.writePlan({ ...write, key: misused })).toBe('misused');
      expect(await storage.writeItem(itemWriteOf(itemOf(itemA), { key: misused }))).toBe('misused');
      expect(await storage.writeThread(writeOf(threadOf(threadA), { key: misused }))).toEqual({
        result: 'misused',
      });
      const item = itemWriteOf(itemOf(itemA), { key: keyOf('another') });
      expect(await storage.writeItem(item)).toBe('kept');
      expect(await storage.writeItem(item)).toBe('repeated');
      expect(await auditSince(1)).toHaveLength(2);
    });

    test('[ST65] who wrote last in a document is told; where nobody has written, nobody is', async () => {
      await storage.writePlan(addingTo(plan, 'new'));
      const documentIds: readonly DocumentId[] = [
        textB,
        toDocumentId('mood-new'),
        toDocumentId('text-none'),
        textA,
      ];
      const began = { personId: physician, at: '2026-01-01T09:00:00.000Z' };
      expect(await storage.lastEdits(documentIds)).toEqual([
        { documentId: textB, ...began },
        { documentId: textA, ...began },
      ]);
      const rows = [
        row(physician, [1], '2026-01-04T09:00:00.000Z'),
        row(nurse, [2], '2026-01-04T09:01:00.000Z'),
      ];
      await storage.append({ documentId: textA, expectedHead: 1, rows, bind: [] });
      expect(await storage.lastEdits([textA])).toEqual([
        { documentId: textA, personId: nurse, at: '2026-01-04T09:01:00.000Z' },
      ]);
    });

    test('[ST66] an alliance is founded with the items of its plan, or not at all', async () => {
      const founding = foundingOf('new');
      const planId = founding.record.plan.id;
      const items = [itemOf(itemA, { planId }), itemOf(itemB, { planId, hour: 10 })];
      await storage.writeItem(itemWriteOf(itemOf(itemC)));
      const stolen = { ...founding, items: [itemOf(itemC, { planId })] };
      expect(await storage.foundAlliance(stolen)).toBe('taken');
      await expect(storage.foundAlliance({ ...founding, items: [itemOf(itemA)] })).rejects.toThrow(
        Error,
      );
      expect(await storage.plan(planId)).toBeUndefined();
      expect(await storage.foundAlliance({ ...founding, items })).toBe('kept');
      expect(await itemsOf(planId)).toMatchObject({ isWhole: true, items });
      expect(await storage.itemVersions(itemA, 9)).toEqual([items[0]]);
    });

    test('[ST67] a new world brings its own items in place of all others; one with an item of no plan is refused', async () => {
      await storage.writeItem(itemWriteOf(itemOf(itemA)));
      await storage.writePlan(addingTo(plan, 'new'));
      const items = [itemOf(itemB, { version: 3 })];
      const strange = itemOf(itemC, { planId: foundingOf('none').record.plan.id });
      await expect(
        storage.replaceWorld({ ...sampleWorld, items: [strange] }, audit('world.replace')),
      ).rejects.toThrow(Error);
      expect(await storage.item(itemA)).toEqual(itemOf(itemA));
      await storage.replaceWorld({ ...sampleWorld, items }, audit('world.replace'));
      expect((await itemsOf(plan.id)).items).toEqual(items);
      expect(await storage.item(itemA)).toBeUndefined();
      expect(await storage.itemVersions(itemA, 9)).toEqual([]);
      expect(await storage.itemVersions(itemB, 9)).toEqual(items);
      expect(await present()).toEqual(plan);
      expect(await storage.writeItem(itemWriteOf(itemOf(itemB, { version: 4 })))).toBe('kept');
      expect(await storage.writePlan(addingTo(plan, 'new'))).toBe('kept');
    });

    test('[ST7] what is stored of a plan and of an item is a copy: later changes of what was given or taken do not reach it', async () => {
      const write = structuredClone(nextPlan(plan));
      const item = structuredClone(itemOf(itemA));
      await storage.writePlan(write);
      await storage.writeItem(itemWriteOf(item));
      const taken = [await present(), await storage.item(itemA)];
      // What cannot be changed, because it is shared, stays as it is.
      for (const each of [write.plan, item, ...taken]) Reflect.set(each ?? {}, 'version', 99);
      expect((await present())?.version).toBe(2);
      expect((await storage.item(itemA))?.version).toBe(1);
    });
  });
}
