import { rosterAt } from '@alliance/shared/access/roster';
import { seesThread } from '@alliance/shared/access/thread-access';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { seatsOf } from '@alliance/shared/alliance/coverage';
import { authorIn } from '@alliance/shared/comments/decide-thread';
import { type Author, type Removal, type Thread } from '@alliance/shared/comments/thread';

import { limits } from '../core/limits.ts';
import { type LogRow, type PlanRecord, type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type PlacedSubject } from './anchor-change.ts';
import { type Found } from './anchor-look.ts';
import { findRemovals } from './find-removal.ts';
import { type PlacedThread, isSameSubject } from './placed-threads.ts';

/** What the writer works with. */
export interface AnchorWriterParts {
  readonly storage: Pick<Storage, 'thread' | 'writeThread' | 'readLog' | 'plan' | 'person'>;
  readonly sync: Pick<SyncServer, 'announceThread'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Action = 'anchor-moved' | 'text-removed' | 'text-returned';

/** A thread's place as it is to be written. */
interface Placing {
  readonly thread: PlacedThread;
  readonly subject: PlacedSubject;
  readonly action: Action;
}

/** Writes into the threads what a look has found, and tells those who see them. */
export class AnchorWriter {
  readonly #parts: AnchorWriterParts;

  constructor(parts: AnchorWriterParts) {
    this.#parts = parts;
  }

  /** True when everything is written; false when a thread was put elsewhere meanwhile, so that somebody must look again. Rejects like the storage. */
  async write(found: Found): Promise<boolean> {
    const placings = [...movedIn(found), ...(await this.#removedIn(found))];
    if (placings.length === 0) return true;
    const record = await this.#parts.storage.plan(found.planId);
    let isWhole = true;
    for (const placing of placings) {
      // oxlint-disable-next-line no-await-in-loop
      const written = await this.#put(placing);
      if (written === undefined) isWhole = false;
      else if (record !== undefined) this.#announce(record, written);
    }
    return isWhole;
  }

  /** Writes the context that has gathered; nobody needs to hear of it. */
  async writeContext(threads: readonly PlacedThread[]): Promise<void> {
    for (const thread of threads) {
      const { subject, refreshed: anchor } = thread;
      if (anchor === undefined || subject.on !== 'text') continue;
      // oxlint-disable-next-line no-await-in-loop
      await this.#put({ thread, subject: { ...subject, anchor }, action: 'anchor-moved' });
    }
  }

  /** The threads whose words are gone, with how; those of which the record says all that can be found are left out. */
  async #removedIn({ documentId, planId, head, threads }: Found): Promise<readonly Placing[]> {
    const lost = threads.flatMap(({ thread, change, gone }) =>
      change.type === 'lost' && needsRemoval(thread)
        ? [{ thread, subject: change.subject, gone }]
        : [],
    );
    if (lost.length === 0) return [];
    const { storage } = this.#parts;
    const afterSeq = Math.min(...lost.map(({ thread }) => thread.seenAt));
    const texts = lost.map(({ gone }) => gone);
    const rows = await findRemovals(storage, { documentId, head, afterSeq }, texts);
    // The ends may have gone before, while the words still stood between others like them.
    const open = texts.map((gone, index) => (rows[index] === undefined ? gone : []));
    const earlier = await findRemovals(storage, { documentId, head: afterSeq, afterSeq: 0 }, open);
    const record = await storage.plan(planId);
    const placings: Placing[] = [];
    for (const [index, { thread, subject }] of lost.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const removed = await this.#removal(rows[index] ?? earlier[index], record?.alliance);
      const known = thread.subject.removed;
      thread.isSearched = true;
      const next = { ...subject, removed: removed.by === undefined ? (known ?? removed) : removed };
      if (!isSameSubject(thread.subject, next))
        placings.push({ thread, subject: next, action: 'text-removed' });
    }
    return placings;
  }

  async #removal(row: LogRow | undefined, alliance: Alliance | undefined): Promise<Removal> {
    if (row === undefined) return { at: new Date(this.#parts.now()).toISOString() };
    const at = row.committedAt;
    const by = alliance && (await this.#authorOf(row, alliance));
    return by === undefined ? { at } : { at, by };
  }

  /** Who wrote a row, as they were then. */
  async #authorOf(row: LogRow, alliance: Alliance): Promise<Author | undefined> {
    const person = await this.#parts.storage.person(row.personId);
    const seat =
      alliance.seats.find(({ id }) => id === row.seatId) ??
      seatsOf(alliance, row.personId, Date.parse(row.committedAt))[0];
    return person && seat && authorIn(seat, person);
  }

  /** The thread as it was written; undefined when it is at another place by now, or changes too fast. */
  async #put({ thread, subject, action }: Placing): Promise<Thread | undefined> {
    const { storage, now } = this.#parts;
    for (let tries = 0; tries < limits.anchorTriesMax; tries++) {
      // oxlint-disable-next-line no-await-in-loop
      const present = await storage.thread(thread.threadId);
      if (present === undefined || !isSameSubject(present.subject, thread.subject))
        return undefined;
      const next = { ...present, subject, version: present.version + 1 };
      const at = new Date(now()).toISOString();
      // oxlint-disable-next-line no-await-in-loop
      const { result } = await storage.writeThread({
        thread: next,
        expectedVersion: present.version,
        audit: { at, action: `thread.${action}`, subjectId: thread.threadId },
      });
      if (result === 'kept') return next;
    }
    return undefined;
  }

  #announce({ alliance, plan }: PlanRecord, thread: Thread): void {
    const sectionKeys = plan.sections.map(({ key }) => key);
    const roster = rosterAt({ alliance, sectionKeys, now: this.#parts.now() });
    this.#parts.sync.announceThread({
      planId: thread.planId,
      threadId: thread.id,
      version: thread.version,
      isFor: (personId) => seesThread(roster, thread, personId),
    });
  }
}

function movedIn({ threads }: Found): readonly Placing[] {
  return threads.flatMap(({ thread, change: { type, ...change } }) => {
    if (type !== 'moved' && type !== 'returned') return [];
    const action = type === 'moved' ? 'anchor-moved' : 'text-returned';
    return 'subject' in change ? [{ thread, subject: change.subject, action }] : [];
  });
}

/** Nothing says yet how the words went, or nothing says by whom and nobody has looked. */
function needsRemoval({ subject, isSearched }: PlacedThread): boolean {
  return subject.removed === undefined || (subject.removed.by === undefined && !isSearched);
}
