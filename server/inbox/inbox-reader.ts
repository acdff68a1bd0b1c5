import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type Person } from '@alliance/shared/identity/person';
import { type InboxItem } from '@alliance/shared/inbox/inbox';
import { inboxOf } from '@alliance/shared/inbox/inbox-of';

import { type People } from '../alliance/alliance-reading.ts';
import { peopleIn } from '../alliance/alliance-view.ts';
import { isSimulatedSeat } from '../alliance/seat-view.ts';
import { type Storage } from '../storage/port.ts';
import { KeptThreads } from './kept-threads.ts';

/** Reads what needs a person, cut to what they may see (IB4). */
export interface InboxReader {
  /** In the order of the list. */
  read(person: Pick<Person, 'id'>): Promise<readonly InboxItem[]>;
}

/** A reader over the records; `now` in milliseconds since the epoch. */
export function createInboxReader(settings: {
  readonly storage: Pick<Storage, 'plansOf' | 'threadsOf' | 'threadReads' | 'people'>;
  readonly now: () => number;
}): InboxReader {
  const { storage, now } = settings;
  const kept = new KeptThreads(storage);
  return {
    async read({ id: personId }) {
      const records = await storage.plansOf(personId);
      const planIds = records.map(({ plan }) => plan.id);
      const [reads, people, ...threads] = await Promise.all([
        storage.threadReads(personId, planIds),
        storage.people(records.flatMap(({ alliance }) => peopleIn(alliance))),
        ...planIds.map((planId) => kept.of(planId)),
      ]);
      const known: People = new Map(people.map((person) => [person.id, person]));
      return inboxOf({
        plans: records.map(({ alliance, plan }, index) => ({
          alliance: ofPeople(alliance, known),
          plan,
          threads: threads[index] ?? [],
        })),
        reads: new Map(reads.map(({ threadId, readCount }) => [threadId, readCount])),
        names: new Map(people.map(({ id, name }) => [id, name])),
        personId,
        now: now(),
        today: dateOf(new Date(now())),
      });
    },
  };
}

/** Nothing waits for the demo's scripted colleague: it answers nobody. */
function ofPeople(alliance: Alliance, people: People): Alliance {
  return { ...alliance, seats: alliance.seats.filter((seat) => !isSimulatedSeat(seat, people)) };
}

/** The calendar's date where the server stands, ISO 8601. */
function dateOf(now: Date): string {
  const noon = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  return noon.toISOString().slice(0, 10);
}
