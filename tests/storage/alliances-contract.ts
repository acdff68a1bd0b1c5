/** What every storage must do with alliances, whatever it keeps them in. Numbered by section ST of the rules. */
import { type Alliance, toAllianceId } from '@alliance/shared/alliance/alliance';
import { toDocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { beforeEach, describe, expect, test } from 'vitest';

import { type Storage } from '../../server/storage/port.ts';
import { type AllianceFounding, type AllianceWrite } from '../../server/storage/port/alliances.ts';
import { askedIn, foundingOf, nextOf, sealingOf } from './sample-alliances.ts';
import { keyOf, otherPlan, threadA, threadOf, twoPlans, writeOf } from './sample-threads.ts';
import { alliance, audit, nurse, physician, plan, row, sampleWorld } from './sample-world.ts';

const stranger = 'person-stranger' as PersonId;

/** Runs this part of the contract against the storage of the running test. */
export function describeAlliances(running: () => Storage): void {
  describe('alliances', () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = running();
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
    });

    const auditSince = async (seq: number): Promise<readonly unknown[]> =>
      (await storage.readAudit(seq, 100)).map(({ action, subjectId }) => [action, subjectId]);

    const stored = async (id = alliance.id): Promise<Alliance | undefined> =>
      (await storage.alliance(id))?.alliance;

    test('[ST50] a new state of an alliance comes back as it was written, with its plan, from every question', async () => {
      const write = nextOf(alliance, { name: 'é 👩‍⚕️ \u0000 "\\" שלום', restricted: ['mobility'] });
      expect(await storage.writeAlliance(write)).toBe('kept');
      const record = { alliance: write.alliance, plan };
      expect(await storage.alliance(alliance.id)).toEqual(record);
      expect(await storage.plan(plan.id)).toEqual(record);
      expect(await storage.plansOf(nurse)).toEqual([record]);
      expect(await storage.alliances('', 9)).toEqual([record]);
      expect(await storage.alliance(toAllianceId('alliance-none'))).toBeUndefined();
    });

    test('[ST50] of two writes from the same base the first is kept, the other changes nothing', async () => {
      const [one, other] = ['One', 'Other'].map((name) => nextOf(alliance, { name }));
      const results = [one, other].map((write) => storage.writeAlliance(write ?? nextOf(alliance)));
      expect(await Promise.all(results)).toEqual(['kept', 'stale']);
      expect(await stored()).toEqual(one?.alliance);
      expect(await auditSince(1)).toEqual([['alliance.write', alliance.id]]);
    });

    test('[ST50] an older, a newer and a missing base are stale, and leave nothing', async () => {
      const second = nextOf(alliance);
      await storage.writeAlliance(second);
      const stale = [
        nextOf(alliance),
        nextOf({ ...alliance, version: 7 }),
        nextOf({ ...alliance, id: toAllianceId('alliance-none') }),
      ];
      for (const write of stale) expect(await storage.writeAlliance(write)).toBe('stale');
      expect(await stored()).toEqual(second.alliance);
      expect(await auditSince(1)).toHaveLength(1);
    });

    test('[ST50] what breaks the order of versions is a mistake of the caller: nothing is written', async () => {
      const { charter } = alliance;
      const sealing = sealingOf(alliance);
      const { sealed: _sealed, ...unsealed } = sealing;
      const mistakes: readonly AllianceWrite[] = [
        { ...nextOf(alliance), expectedVersion: 0 },
        nextOf(alliance, { charter: { ...charter, documentId: toDocumentId('charter-other') } }),
        unsealed,
        { ...nextOf(alliance), sealed: sealing.sealed },
      ];
      for (const mistake of mistakes) {
        await expect(storage.writeAlliance(mistake)).rejects.toThrow(Error);
      }
      expect(await stored()).toEqual(alliance);
      expect(await auditSince(1)).toEqual([]);
      await storage.probe();
    });

    test('[ST50] what is stored of an alliance is a copy', async () => {
      const write = structuredClone(nextOf(alliance));
      await storage.writeAlliance(write);
      Object.assign(write.alliance, { name: 'Changed.' });
      const [listed] = await storage.alliances('', 1);
      expect(listed?.alliance).toEqual(nextOf(alliance).alliance);
    });

    test('[ST51] an alliance is founded with its plan and the first rows of its documents', async () => {
      const founding = foundingOf('new');
      const { record, documents } = founding;
      expect(await storage.foundAlliance(founding)).toBe('kept');
      expect(await storage.alliance(record.alliance.id)).toEqual(record);
      expect(await storage.plan(record.plan.id)).toEqual(record);
      const [mobility, charter] = documents.map(({ documentId }) => documentId);
      if (mobility === undefined || charter === undefined)
        throw new Error('A document is missing.');
      expect(await storage.planOfDocument(mobility)).toEqual(record);
      expect(await storage.planOfDocument(charter)).toBeUndefined();
      expect(await storage.loadDocument(charter)).toMatchObject({
        incarnation: `${charter}-first`,
        head: { seq: 1 },
        tail: [{ seq: 1, payload: Uint8Array.of(1, 2) }],
        clients: [{ clientID: 1, personId: physician }],
      });
      expect(await auditSince(1)).toEqual([['alliance.found', record.alliance.id]]);
    });

    test('[ST51] what an alliance begins with is not looked at, and its documents go on from there', async () => {
      const founding = foundingOf('new');
      await storage.foundAlliance(founding);
      expect(await storage.unscannedDocuments(9)).toEqual([]);
      for (const { documentId } of founding.documents) {
        expect(await storage.scanMark(documentId)).toMatchObject({ seq: 1 });
        const rows = [row(nurse, [3])];
        const append = { documentId, expectedHead: 1, rows, bind: [] };
        expect(await storage.append(append)).toMatchObject({ ok: true, head: { seq: 2 } });
      }
      expect(await storage.unscannedDocuments(9)).toHaveLength(2);
    });

    test('[ST51] an alliance, a plan and a document are begun once: a further one is taken, and nothing of it is kept', async () => {
      const first = foundingOf('new');
      const other = foundingOf('other');
      await storage.foundAlliance(first);
      const { record, documents } = first;
      const [section] = other.record.plan.sections;
      const [text] = sampleWorld.documents;
      if (section === undefined || text === undefined) throw new Error('A document is missing.');
      const taken: readonly AllianceFounding[] = [
        { ...first, key: keyOf('another') },
        {
          ...other,
          record: { ...other.record, plan: { ...other.record.plan, id: record.plan.id } },
        },
        {
          ...other,
          record: {
            ...other.record,
            plan: {
              ...other.record.plan,
              sections: [{ ...section, documentId: text.documentId }],
            },
          },
          documents: [text, ...other.documents.slice(1)],
        },
      ];
      for (const founding of taken) expect(await storage.foundAlliance(founding)).toBe('taken');
      expect(await storage.alliance(other.record.alliance.id)).toBeUndefined();
      expect(await storage.plansOf(nurse)).toEqual([{ alliance, plan }, record]);
      for (const { documentId } of documents) {
        expect(await storage.loadDocument(documentId)).toMatchObject({ head: { seq: 1 } });
      }
      expect(await auditSince(1)).toHaveLength(1);
      expect(await storage.foundAlliance(other)).toBe('kept');
    });

    test('[ST51] of two who found the same alliance at once, exactly one does', async () => {
      const founding = foundingOf('new');
      const keys = ['one', 'other'].map((name) => keyOf(name));
      const both = keys.map((key) => storage.foundAlliance({ ...founding, key }));
      expect(await Promise.all(both)).toEqual(['kept', 'taken']);
      expect(await auditSince(1)).toHaveLength(1);
    });

    test('[ST51] an alliance whose section or charter would have no document, or with an older version, is refused', async () => {
      const founding = foundingOf('new');
      const { record } = founding;
      const mistakes: readonly AllianceFounding[] = [
        { ...founding, documents: founding.documents.slice(1) },
        { ...founding, documents: founding.documents.slice(0, 1) },
        { ...founding, record: { ...record, alliance: { ...record.alliance, version: 2 } } },
        { ...founding, record: { ...record, plan: { ...record.plan, allianceId: alliance.id } } },
      ];
      for (const mistake of mistakes) {
        await expect(storage.foundAlliance(mistake)).rejects.toThrow(Error);
      }
      expect(await auditSince(1)).toEqual([]);
      expect(await storage.foundAlliance(founding)).toBe('kept');
    });

    test('[ST31] the key of a founding or of an alliance’s change does one thing once, also between both and threads', async () => {
      const founding = foundingOf('new');
      expect(await storage.foundAlliance(founding)).toBe('kept');
      expect(await storage.foundAlliance(founding)).toBe('repeated');
      const key = keyOf('key');
      const write = { ...nextOf(alliance), key };
      expect(await storage.writeAlliance(write)).toBe('kept');
      expect(await storage.writeAlliance(write)).toBe('repeated');
      expect(await storage.writeAlliance({ ...write, key: keyOf('key', 'other') })).toBe('misused');
      const other = foundingOf('other', { key: keyOf('key', 'other') });
      expect(await storage.foundAlliance(other)).toBe('misused');
      const thread = writeOf(threadOf(threadA), { key: keyOf('key', 'other') });
      expect(await storage.writeThread(thread)).toEqual({ result: 'misused' });
      expect(await auditSince(1)).toHaveLength(2);
      expect(await storage.purgeWriteKeys('2027')).toBe(2);
      const again = nextOf(write.alliance);
      expect(await storage.writeAlliance({ ...again, key })).toBe('kept');
    });

    test('[ST52] a charter version is kept with the write that puts it forward, and stays as it was', async () => {
      const first = sealingOf(alliance);
      const second = sealingOf(first.alliance);
      expect(await storage.writeAlliance({ ...first, expectedVersion: 1 })).toBe('kept');
      expect(await storage.writeAlliance({ ...second, audit: audit('seal') })).toBe('kept');
      expect(await storage.writeAlliance(second)).toBe('stale');
      expect(await storage.charterVersion(alliance.id, 1)).toEqual(first.sealed);
      expect(await storage.charterVersion(alliance.id, 2)).toEqual(second.sealed);
      expect(await storage.charterVersion(alliance.id, 3)).toBeUndefined();
      expect(await storage.charterVersion(toAllianceId('alliance-none'), 1)).toBeUndefined();
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
      expect(await storage.charterVersion(alliance.id, 1)).toBeUndefined();
    });

    test('[ST52] a world brings versions of its charters along, and the next one comes after them', async () => {
      const first = sealingOf(alliance);
      const charterVersions = [{ allianceId: alliance.id, version: first.sealed }];
      const plans = [{ alliance: first.alliance, plan }];
      const world = { ...sampleWorld, plans, charterVersions };
      await storage.replaceWorld(world, audit('world.replace'));
      expect(await storage.charterVersion(alliance.id, 1)).toEqual(first.sealed);
      const second = sealingOf(first.alliance);
      expect(await storage.writeAlliance(second)).toBe('kept');
      expect(await storage.charterVersion(alliance.id, 2)).toEqual(second.sealed);
    });

    test('[ST52] of two versions that are put forward at once, one is kept, with its words', async () => {
      const [one, other] = [sealingOf(alliance), sealingOf({ ...alliance, name: 'Other' })];
      const both = [one, other].map((write) => storage.writeAlliance(write));
      expect(await Promise.all(both)).toEqual(['kept', 'stale']);
      expect(await storage.charterVersion(alliance.id, 1)).toEqual(one.sealed);
    });

    test('[ST53] an alliance is found by the link of a seat while the link is open, and by no other', async () => {
      expect(await storage.allianceOfLink('digest-1')).toBeUndefined();
      const first = nextOf(alliance, { seats: askedIn(alliance, { linkDigest: 'digest-1' }) });
      await storage.writeAlliance(first);
      expect(await storage.allianceOfLink('digest-1')).toEqual({ alliance: first.alliance, plan });
      const seats = askedIn(alliance, { linkDigest: 'digest-2' });
      const second = nextOf(first.alliance, { seats });
      await storage.writeAlliance(second);
      expect(await storage.allianceOfLink('digest-1')).toBeUndefined();
      expect(await storage.allianceOfLink('digest-2')).toBeDefined();
      await storage.writeAlliance(nextOf(second.alliance, { seats: alliance.seats }));
      expect(await storage.allianceOfLink('digest-2')).toBeUndefined();
    });

    test('[ST53] an alliance is found by its charter’s document', async () => {
      const { documentId } = alliance.charter;
      expect(await storage.allianceOfCharter(documentId)).toEqual({ alliance, plan });
      const founding = foundingOf('new');
      await storage.foundAlliance(founding);
      const { record } = founding;
      expect(await storage.allianceOfCharter(record.alliance.charter.documentId)).toEqual(record);
      expect(await storage.allianceOfCharter(toDocumentId('text-a'))).toBeUndefined();
    });

    test('[ST53] a person finds the alliances that ask for them, until they are not asked any more', async () => {
      expect(await storage.plansOf(stranger)).toEqual([]);
      const write = nextOf(alliance, { seats: askedIn(alliance, { personId: stranger }) });
      await storage.writeAlliance(write);
      expect(await storage.plansOf(stranger)).toEqual([{ alliance: write.alliance, plan }]);
      await storage.writeAlliance(nextOf(write.alliance, { seats: alliance.seats }));
      expect(await storage.plansOf(stranger)).toEqual([]);
      expect(await storage.plansOf(nurse)).toHaveLength(1);
    });

    test('[ST53] all alliances come in pages by their ids, each once with its first plan', async () => {
      await storage.replaceWorld(twoPlans, audit('world.replace'));
      for (const name of ['c', 'b', 'd']) await storage.foundAlliance(foundingOf(name));
      const page = async (afterId: string, limit: number): Promise<readonly string[]> =>
        (await storage.alliances(afterId, limit)).map((each) => each.plan.id);
      expect(await page('', 2)).toEqual([plan.id, 'plan-of-b']);
      expect(await page('alliance-b', 2)).toEqual(['plan-of-c', 'plan-of-d']);
      expect(await page('alliance-d', 2)).toEqual([]);
      expect(await page('', 0)).toEqual([]);
      expect(await storage.alliance(alliance.id)).toEqual({ alliance, plan });
      await storage.writeAlliance(nextOf(alliance));
      expect((await storage.plan(otherPlan.id))?.alliance.version).toBe(2);
    });
  });
}
