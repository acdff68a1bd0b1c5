import assert from 'node:assert/strict';

import { type PersonId } from '@alliance/shared/identity/person';

import { type Storage, type StoredNotifications } from '../storage/port.ts';

/** More changes of one person's row do not meet at one moment. */
const attemptsMax = 20;

/** Everybody's wishes about e-mail. Whoever changes a row sees what the change before has left. */
export interface Wishes {
  /** Quiet where nothing was asked for. */
  of(personId: PersonId): Promise<StoredNotifications>;
  /** Keeps what `change` makes of the present row; the same row is not written. Gives what stands then. */
  change(
    personId: PersonId,
    action: string,
    change: (row: StoredNotifications) => StoredNotifications,
  ): Promise<StoredNotifications>;
}

/** Wishes in the storage; `now` in milliseconds since the epoch. */
export function createWishes(settings: {
  readonly storage: Pick<Storage, 'notificationsOf' | 'putNotifications'>;
  readonly now: () => number;
}): Wishes {
  const { storage, now } = settings;
  return {
    of: async (personId) => (await storage.notificationsOf(personId)) ?? { ...quiet, personId },

    async change(personId, action, change) {
      for (let attempt = 0; attempt < attemptsMax; attempt++) {
        // One after the other: each attempt starts from what the last one met.
        // oxlint-disable-next-line no-await-in-loop
        const stored = await storage.notificationsOf(personId);
        const row = stored ?? { ...quiet, personId };
        const next = change(row);
        if (next === row) return row;
        const audit = { at: new Date(now()).toISOString(), personId, action, subjectId: personId };
        // oxlint-disable-next-line no-await-in-loop
        if (await storage.putNotifications(next, audit, { row: stored })) return next;
      }
      return assert.fail('The wishes of one person never rest.');
    },
  };
}

const quiet: Omit<StoredNotifications, 'personId'> = {
  rhythm: 'never',
  hour: 8,
  timeZone: 'UTC',
  isConfirmed: false,
};
