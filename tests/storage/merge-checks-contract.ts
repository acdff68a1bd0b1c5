/** What every storage must do with merge checks, whatever it keeps them in. Numbered by section ST of the rules. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { beforeEach, describe, expect, test } from 'vitest';

import { type Storage } from '../../server/storage/port.ts';
import { checkA, checkB, checkOf, decided, scanOf } from './sample-merge-checks.ts';
import { otherPlan, twoPlans } from './sample-threads.ts';
import { audit, nurse, physician, plan, row, textA } from './sample-world.ts';

/** Runs this part of the contract against the storage of the running test. */
export function describeMergeChecks(running: () => Storage): void {
  describe('merge checks', () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = running();
      await storage.replaceWorld(twoPlans, audit('world.replace'));
      const rows = [row(nurse, [1]), row(physician, [2])];
      await storage.append({ documentId: textA, expectedHead: 1, rows, bind: [] });
    });

    const auditSince = async (seq: number): Promise<readonly unknown[]> =>
      (await storage.readAudit(seq, 100)).map(({ action, subjectId }) => [action, subjectId]);

    const marked = { documentId: textA, incarnation: 'text-a-first' };

    test('[ST47] checks come back as they were found, those of one plan, oldest first', async () => {
      const found = [checkOf(checkA, { hour: 10 }), checkOf(checkB, { hour: 9 })];
      expect(await storage.keepScan(scanOf([1, 3], found))).toBe(true);
      expect(await storage.openMergeChecks(plan.id)).toEqual(found.toReversed());
      expect(await storage.openMergeChecks(otherPlan.id)).toEqual([]);
      expect(await storage.mergeCheck(checkA)).toEqual(found[0]);
      expect(await storage.mergeCheck('check-none')).toBeUndefined();
    });

    test('[ST47] of two decisions from the same version the first is kept; a decided check is open no more', async () => {
      const check = checkOf(checkA);
      await storage.keepScan(scanOf([1, 3], [check]));
      const one = decided(check);
      const other = {
        ...one,
        decision: { personId: physician, at: check.at, outcome: 'gone' },
      } as const;
      const entry = audit('merge-check.decide', checkA);
      const results = await Promise.all(
        [one, other].map((each) => storage.writeMergeCheck(each, entry)),
      );
      expect(results).toEqual(['kept', 'stale']);
      expect(await storage.mergeCheck(checkA)).toEqual(one);
      expect(await storage.openMergeChecks(plan.id)).toEqual([]);
      expect(await storage.writeMergeCheck(decided(checkOf(checkB)), entry)).toBe('stale');
      expect(await auditSince(1)).toEqual([
        ['merge-check.found', checkA],
        ['merge-check.decide', checkA],
      ]);
    });

    test('[ST48] what a look found, how far it came and its audit are kept together or not at all', async () => {
      const refused = [
        scanOf([2, 3], [checkOf(checkA)]),
        scanOf([1, 4], [checkOf(checkA)]),
        scanOf([1, 3], [checkOf(checkA)], 'another incarnation'),
        { ...scanOf([1, 3], [checkOf(checkA)]), documentId: 'text-none' as DocumentId },
      ];
      for (const scan of refused) {
        expect(await storage.keepScan(scan)).toBe(false);
      }
      expect(await storage.scanMark(textA)).toEqual({ ...marked, seq: 1 });
      expect(await storage.openMergeChecks(plan.id)).toEqual([]);
      const elsewhere = checkOf(checkB, { planId: 'plan-none' });
      await expect(storage.keepScan(scanOf([1, 3], [checkOf(checkA), elsewhere]))).rejects.toThrow(
        Error,
      );
      expect(await storage.mergeCheck(checkA)).toBeUndefined();
      expect(await storage.scanMark(textA)).toEqual({ ...marked, seq: 1 });
      expect(await auditSince(1)).toEqual([]);
    });

    test('[ST49] a document is looked at from where the last look ended, and one that is not behind is not named', async () => {
      expect(await storage.unscannedDocuments(9)).toEqual([{ ...marked, seq: 1 }]);
      expect(await storage.unscannedDocuments(0)).toEqual([]);
      await storage.keepScan(scanOf([1, 2]));
      expect(await storage.unscannedDocuments(9)).toEqual([{ ...marked, seq: 2 }]);
      await storage.keepScan(scanOf([2, 3]));
      expect(await storage.unscannedDocuments(9)).toEqual([]);
      expect(await storage.keepScan(scanOf([2, 3]))).toBe(false);
      expect(await storage.scanMark('text-none' as DocumentId)).toBeUndefined();
    });

    test('[ST49] a new world has no checks, and what it begins with is not looked at', async () => {
      await storage.keepScan(scanOf([1, 3], [checkOf(checkA)]));
      await storage.replaceWorld(twoPlans, audit('world.replace'));
      expect(await storage.openMergeChecks(plan.id)).toEqual([]);
      expect(await storage.mergeCheck(checkA)).toBeUndefined();
      expect(await storage.unscannedDocuments(9)).toEqual([]);
      expect(await storage.scanMark(textA)).toEqual({ ...marked, seq: 1 });
    });
  });
}
