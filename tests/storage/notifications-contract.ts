/** What every storage must do with wishes for e-mail. Numbered by section ST of the rules. */
import { type PersonId } from '@alliance/shared/identity/person';
import { beforeEach, describe, expect, test } from 'vitest';

import { type Storage, type StoredNotifications } from '../../server/storage/port.ts';
import { unconfirmedWishes, wishes } from './sample-threads.ts';
import { audit, nurse, people, physician, sampleWorld } from './sample-world.ts';

/** Runs this part of the contract against the storage of the running test. */
export function describeNotifications(running: () => Storage): void {
  describe('notifications', () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = running();
      await storage.replaceWorld(sampleWorld, audit('world.replace'));
    });

    const put = (
      row: StoredNotifications,
      expected?: { readonly row: StoredNotifications | undefined },
    ): Promise<boolean> => storage.putNotifications(row, audit('notifications.put'), expected);

    test('[ST37] a person’s wishes come back as they were put, and the newer row takes the place of the older', async () => {
      expect(await storage.notificationsOf(nurse)).toBeUndefined();
      expect(await put(unconfirmedWishes)).toBe(true);
      expect(await put(wishes)).toBe(true);
      expect(await storage.notificationsOf(nurse)).toEqual(unconfirmedWishes);
      const { personId, rhythm, hour, timeZone } = wishes;
      const fewer = { personId, rhythm, hour, timeZone, isConfirmed: false };
      await put(fewer);
      expect(await storage.notificationsOf(physician)).toEqual(fewer);
      const entries = await storage.readAudit(1, 9);
      expect(entries.map(({ action }) => action)).toEqual(Array(3).fill('notifications.put'));
    });

    test('[ST37] a row that is based on another than the present one is not put, and leaves no audit entry', async () => {
      const { confirmation } = unconfirmedWishes;
      if (!confirmation) throw new Error('The sample has a code on its way.');
      const attempt = (attempts: number): StoredNotifications => ({
        ...unconfirmedWishes,
        confirmation: { ...confirmation, attempts },
      });
      expect(await put(attempt(1), { row: attempt(1) })).toBe(false);
      expect(await put(attempt(1), { row: undefined })).toBe(true);
      expect(await put(attempt(1), { row: undefined })).toBe(false);
      // Twenty guesses at once count as one: the others have to look again.
      const guesses = Array.from({ length: 20 }, () => put(attempt(2), { row: attempt(1) }));
      expect((await Promise.all(guesses)).filter(Boolean)).toHaveLength(1);
      expect(await storage.notificationsOf(nurse)).toEqual(attempt(2));
      expect(await storage.readAudit(1, 9)).toHaveLength(2);
      // What was read from the storage can be named as it came.
      const present = await storage.notificationsOf(nurse);
      expect(await put(attempt(3), { row: present })).toBe(true);
    });

    test('[ST37] readers of the digest are those with a confirmed address who want one', async () => {
      const mine: StoredNotifications = { ...wishes, personId: nurse, rhythm: 'hourly' };
      await put(wishes);
      await put(mine);
      expect(await storage.digestReaders()).toEqual([mine, wishes]);
      await put({ ...mine, rhythm: 'never' });
      expect(await storage.digestReaders()).toEqual([wishes]);
      await put({ ...mine, isConfirmed: false });
      expect(await storage.digestReaders()).toEqual([wishes]);
      const { address: _address, ...withoutAddress } = mine;
      await put(withoutAddress);
      expect(await storage.digestReaders()).toEqual([wishes]);
    });

    test('[ST37] the wishes of nobody are refused, with nothing in the audit', async () => {
      const row = { ...wishes, personId: 'nobody' as PersonId };
      await expect(put(row)).rejects.toThrow(Error);
      expect(await storage.readAudit(1, 9)).toEqual([]);
      expect(await storage.digestReaders()).toEqual([]);
    });

    test('[ST38] the wishes of people who stay outlive their world, those of others go with it', async () => {
      await put(unconfirmedWishes);
      await put(wishes);
      const world = {
        people: people.slice(0, 1),
        plans: [],
        documents: [],
        looked: [],
        threads: [],
        threadReads: [],
      };
      await storage.replaceWorld(world, audit('world.replace'));
      expect(await storage.notificationsOf(nurse)).toEqual(unconfirmedWishes);
      expect(await storage.notificationsOf(physician)).toBeUndefined();
      expect(await storage.digestReaders()).toEqual([]);
    });

    test('[ST7] what is stored of a wish is a copy', async () => {
      const given = structuredClone(wishes);
      await put(given);
      Object.assign(given, { hour: 1 });
      Object.assign((await storage.notificationsOf(physician)) ?? {}, { hour: 2 });
      const [listed] = await storage.digestReaders();
      Object.assign(listed ?? {}, { hour: 3 });
      expect(await storage.notificationsOf(physician)).toEqual(wishes);
    });
  });
}
