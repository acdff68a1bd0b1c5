import { type Roster, rosterAt } from '@alliance/shared/access/roster';
import { seesThread } from '@alliance/shared/access/thread-access';
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView, type ThreadsView } from '@alliance/shared/comments/thread-view';
import { type Person } from '@alliance/shared/identity/person';

import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { ReadMarks } from './read-marks.ts';
import { readCursor, rightsMark, writeCursor } from './reader-cursor.ts';
import { threadView, threadViews } from './thread-view.ts';

/** Reads threads for one person: everything it gives is cut to what they may see. */
export interface ThreadReading {
  /** The threads of a plan; with a cursor only those that changed after it, and those that the person has marked as read since (CM23). */
  list(person: Person, record: PlanRecord, after?: string): Promise<ThreadsView>;
  /** A thread of the plan; undefined when there is none that the person may see (CM18). */
  seen(person: Person, record: PlanRecord, threadId: ThreadId): Promise<Thread | undefined>;
  /** A thread as the person meets it. */
  view(person: Person, record: PlanRecord, thread: Thread): Promise<ThreadView>;
  /** The person has read so many comments of a thread: their other tabs hear of it. */
  markRead(person: Person, thread: Thread, readCount: number): Promise<void>;
}

/** What threads are read from. */
export interface ThreadReadingSettings {
  readonly storage: Pick<Storage, 'thread' | 'threadsOf' | 'threadReads' | 'markThreadRead'>;
  readonly sync: Pick<SyncServer, 'announceThread' | 'announceInbox'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A reader over the stored threads. */
export function createThreadReading(settings: ThreadReadingSettings): ThreadReading {
  return new StoredThreadReading(settings);
}

class StoredThreadReading implements ThreadReading {
  readonly #settings: ThreadReadingSettings;
  readonly #marks: ReadMarks;

  constructor(settings: ThreadReadingSettings) {
    this.#settings = settings;
    this.#marks = new ReadMarks(settings.now);
  }

  async list(person: Person, record: PlanRecord, after = ''): Promise<ThreadsView> {
    const planId = record.plan.id;
    const roster = this.#rosterOf(record);
    const rights = rightsMark(roster, person.id);
    const cursor = readCursor(after);
    const reread = cursor?.rights === rights && this.#marks.since(person.id, cursor.marks);
    // Taken before the threads are: what is marked in between is told the next time.
    const marks = this.#marks.now;
    const stored = await this.#settings.storage.threadsOf({
      planId,
      ...(cursor && reread && { after: cursor.threads }),
    });
    const others = await this.#others(planId, stored, reread || new Set());
    const threads = [...stored.threads, ...others].toSorted(byAge);
    const counts = await this.#readCounts(person, planId);
    return {
      cursor: writeCursor({ threads: stored.cursor, marks, rights }),
      isWhole: stored.isWhole,
      threads: threadViews({ roster, personId: person.id }, threads, counts),
    };
  }

  async seen(person: Person, record: PlanRecord, threadId: ThreadId): Promise<Thread | undefined> {
    const thread = await this.#settings.storage.thread(threadId);
    if (thread?.planId !== record.plan.id) return undefined;
    return seesThread(this.#rosterOf(record), thread, person.id) ? thread : undefined;
  }

  async view(person: Person, record: PlanRecord, thread: Thread): Promise<ThreadView> {
    const counts = await this.#readCounts(person, thread.planId);
    const reader = { roster: this.#rosterOf(record), personId: person.id };
    return threadView(reader, thread, counts.get(thread.id) ?? 0);
  }

  async markRead({ id: personId }: Person, thread: Thread, readCount: number): Promise<void> {
    const { storage, sync, now } = this.#settings;
    const { id: threadId, planId, version } = thread;
    const at = new Date(now()).toISOString();
    const audit = { at, personId, action: 'thread.read', subjectId: threadId };
    const isNew = await storage.markThreadRead({ personId, threadId, readCount }, audit);
    if (!isNew) return;
    this.#marks.note(personId, threadId);
    sync.announceThread({ planId, threadId, version, isFor: (each) => each === personId });
    sync.announceInbox(new Set([personId]));
  }

  /** Threads of the plan that did not change, and are told again all the same. */
  async #others(
    planId: string,
    stored: { readonly isWhole: boolean; readonly threads: readonly Thread[] },
    reread: ReadonlySet<ThreadId>,
  ): Promise<readonly Thread[]> {
    const told = new Set(stored.threads.map(({ id }) => id));
    const missing = stored.isWhole ? [] : [...reread].filter((id) => !told.has(id));
    const others = await Promise.all(missing.map((id) => this.#settings.storage.thread(id)));
    return others
      .filter((thread) => thread?.planId === planId)
      .filter((thread) => thread !== undefined);
  }

  async #readCounts(person: Person, planId: string): Promise<ReadonlyMap<string, number>> {
    const reads = await this.#settings.storage.threadReads(person.id, [planId]);
    return new Map(reads.map(({ threadId, readCount }) => [threadId, readCount]));
  }

  #rosterOf({ alliance, plan }: PlanRecord): Roster {
    const sectionKeys = plan.sections.map(({ key }) => key);
    return rosterAt({ alliance, sectionKeys, now: this.#settings.now() });
  }
}

function byAge({ comments: [one] }: Thread, { comments: [other] }: Thread): number {
  return Date.parse(one.at) - Date.parse(other.at);
}
