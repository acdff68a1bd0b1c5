/**
 * Where threads are written. A write is decided on the thread as it is kept, and kept only while it still is:
 *
 *   load ─▶ decide (shared/comments) ─▶ write, if the version is still that ─▶ tell who may see it
 *    ▲                                        │ overtaken
 *    └────────────────────────────────────────┘
 */
import { type Roster, rosterAt } from '@alliance/shared/access/roster';
import { everybodyWhoSees, seesThread } from '@alliance/shared/access/thread-access';
import { decideThread } from '@alliance/shared/comments/decide-thread';
import { startThread } from '@alliance/shared/comments/start-thread';
import { type Thread, type ThreadId } from '@alliance/shared/comments/thread';
import {
  type StartThread,
  type ThreadAction,
  type ThreadCommand,
} from '@alliance/shared/comments/thread-command';
import {
  type ThreadContext,
  type ThreadDecision,
  refused,
} from '@alliance/shared/comments/thread-decision';
import { type Person, type PersonId } from '@alliance/shared/identity/person';
import { threadsPerPlanMax } from '@alliance/shared/limits';

import { type Problem } from '../http/problem.ts';
import {
  type PlanRecord,
  type Storage,
  type ThreadWritten,
  type WriteKey,
} from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { type AnchorKeeper } from './anchor-keeper.ts';
import { type CommittedWords } from './committed-words.ts';
import { triesMax } from './limits.ts';
import { ThreadCounts } from './thread-counts.ts';
import { problemOfThread, threadProblems } from './thread-problems.ts';

/** Somebody writes on a plan. */
export interface Writing {
  readonly person: Person;
  readonly record: PlanRecord;
  /** Names the write, so that it is done once (CM17). */
  readonly key: WriteKey;
}

/** Writes threads, and tells who may see them. */
export interface ThreadDesk {
  /** Opens a thread. */
  start(writing: Writing, asked: StartThread): Promise<Thread | Problem>;
  /** Changes a thread of the plan. */
  change(writing: Writing, threadId: ThreadId, command: ThreadCommand): Promise<Thread | Problem>;
}

/** What a desk works with. */
export interface ThreadDeskSettings {
  readonly storage: Pick<Storage, 'thread' | 'writeThread' | 'threadsOf'>;
  readonly sync: Pick<SyncServer, 'announceThread' | 'announceInbox'>;
  readonly words: CommittedWords;
  readonly keeper: Pick<AnchorKeeper, 'watch'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A desk over a storage and its live documents. */
export function createThreadDesk(settings: ThreadDeskSettings): ThreadDesk {
  return new StoredThreadDesk(settings);
}

class StoredThreadDesk implements ThreadDesk {
  readonly #settings: ThreadDeskSettings;
  readonly #counts: ThreadCounts;

  constructor(settings: ThreadDeskSettings) {
    this.#settings = settings;
    this.#counts = new ThreadCounts(async (planId) => {
      const { threads } = await settings.storage.threadsOf({ planId });
      return threads.length;
    });
  }

  async start(writing: Writing, asked: StartThread): Promise<Thread | Problem> {
    const { person, record } = writing;
    const { plan } = record;
    const found = await this.#settings.words.of(plan.sections, asked.subject);
    const context = { ...this.#around(record), ...(found && { found }) };
    const decision = startThread(plan.id, asked, person, context);
    if (!decision.ok) return this.#refuse(writing, asked.threadId, decision);
    if (!(await this.#counts.hasRoom(plan.id, threadsPerPlanMax)))
      return this.#refuse(writing, asked.threadId, refused('threads-full'));
    const { result } = await this.#write(writing, decision.thread, 'start');
    if (result !== 'kept') return this.#answerAgain(writing, asked.threadId, result);
    this.#counts.add(plan.id);
    this.#tell(context.roster, decision.thread);
    this.#watch(writing, decision.thread);
    return decision.thread;
  }

  async change(
    writing: Writing,
    threadId: ThreadId,
    command: ThreadCommand,
  ): Promise<Thread | Problem> {
    const { person, record } = writing;
    for (let tries = 0; tries < triesMax; tries++) {
      // Each try is decided on what the one before lost against.
      // oxlint-disable no-await-in-loop
      const thread = await this.#threadOf(record, threadId);
      if (thread === undefined) return problemOfThread(refused('not-there').refusal);
      const context = await this.#contextOf(record, thread, command);
      const decision = decideThread(thread, command, person, context);
      if (!decision.ok) return this.#refuse(writing, threadId, decision);
      const { result } = await this.#write(writing, decision.thread, command.type);
      // oxlint-enable no-await-in-loop
      if (result === 'kept') {
        this.#tell(context.roster, decision.thread);
        if (command.type === 'attach') this.#watch(writing, decision.thread);
        return decision.thread;
      }
      if (result !== 'stale') return this.#answerAgain(writing, threadId, result);
    }
    return threadProblems.busy;
  }

  #around({ alliance, plan }: PlanRecord): ThreadContext {
    const now = this.#settings.now();
    const sectionKeys = plan.sections.map(({ key }) => key);
    return { roster: rosterAt({ alliance, sectionKeys, now }), at: new Date(now).toISOString() };
  }

  async #contextOf(
    record: PlanRecord,
    { subject }: Thread,
    command: ThreadCommand,
  ): Promise<ThreadContext> {
    const context = this.#around(record);
    if (command.type !== 'attach' || !('sectionKey' in subject)) return context;
    const { words } = this.#settings;
    const { sections } = record.plan;
    const { anchor } = command;
    const claim = { on: 'text', sectionKey: subject.sectionKey, anchor } as const;
    const found = await words.of(sections, claim);
    const placed = await words.of(sections, subject);
    return { ...context, isPlaced: placed !== undefined, ...(found && { found }) };
  }

  async #threadOf({ plan }: PlanRecord, threadId: ThreadId): Promise<Thread | undefined> {
    const thread = await this.#settings.storage.thread(threadId);
    return thread?.planId === plan.id ? thread : undefined;
  }

  #write({ person, key }: Writing, thread: Thread, action: ThreadAction): Promise<ThreadWritten> {
    const at = new Date(this.#settings.now()).toISOString();
    const audit = {
      at,
      personId: person.id,
      action: `thread.${action}`,
      subjectId: thread.id,
    };
    const expectedVersion = thread.version - 1;
    return this.#settings.storage.writeThread({ thread, expectedVersion, key, audit });
  }

  /** A write that was done before is answered as it was then, also where what it did stands in its own way now (CM17). */
  async #refuse(
    writing: Writing,
    threadId: ThreadId,
    { refusal }: Extract<ThreadDecision, { ok: false }>,
  ): Promise<Thread | Problem> {
    const thread = await this.#threadOf(writing.record, threadId);
    if (thread === undefined || refusal.reason === 'not-there') return problemOfThread(refusal);
    // The present version is never the one that a further write is based on: nothing is kept, but a known key says so.
    const { result } = await this.#write(writing, thread, 'reply');
    return result === 'repeated' || result === 'misused'
      ? this.#answerAgain(writing, threadId, result)
      : problemOfThread(refusal);
  }

  async #answerAgain(
    { record, person }: Writing,
    threadId: ThreadId,
    result: Exclude<ThreadWritten['result'], 'kept'>,
  ): Promise<Thread | Problem> {
    if (result === 'misused') return problemOfThread(refused('key-used').refusal);
    if (result !== 'repeated') return problemOfThread(refused('thread-there').refusal);
    const thread = await this.#threadOf(record, threadId);
    const isSeen =
      thread !== undefined && seesThread(this.#around(record).roster, thread, person.id);
    return isSeen ? thread : problemOfThread(refused('not-there').refusal);
  }

  #tell(roster: Roster, thread: Thread): void {
    const { sync } = this.#settings;
    const { id: threadId, planId, version } = thread;
    const isFor = (personId: PersonId): boolean => seesThread(roster, thread, personId);
    sync.announceThread({ planId, threadId, version, isFor });
    sync.announceInbox(everybodyWhoSees(roster, thread));
  }

  #watch({ record: { plan } }: Writing, { subject }: Thread): void {
    if (!('sectionKey' in subject)) return;
    const section = plan.sections.find(({ key }) => key === subject.sectionKey);
    if (section !== undefined) this.#settings.keeper.watch(section.documentId);
  }
}
