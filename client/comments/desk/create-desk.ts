import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Assignment, type ThreadId } from '@alliance/shared/comments/thread';
import { type StartThread, type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadView, type ThreadsView } from '@alliance/shared/comments/thread-view';
import { v7 as uuid } from 'uuid';

import { type Store, createSource } from '../../sync/store.ts';
import type { Tab } from '../../sync/tab.ts';
import type { ServerRequest } from '../../ui/ask-server.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { Outbox, type Parcel } from './desk-outbox.ts';
import { ReadMarks } from './desk-reads.ts';
import { KnownThreads } from './desk-threads.ts';
import { Writing } from './desk-writing.ts';
import {
  type Desk,
  type DeskPage,
  type Draft,
  type Loading,
  type ThreadFilter,
  type Waiting,
  type Whence,
  type Written,
} from './desk.ts';
import { readerAsAuthor } from './reader.ts';
import {
  type Sent,
  actionOf,
  commentIdOf,
  plainTextOf,
  threadIdOf,
  withPending,
  wordsSent,
} from './threads-optimistic.ts';

/** What a desk needs of the world. */
export interface DeskDependencies {
  /** Asks the server as the desk's person; rejects with a {@link ServerRefusal}. */
  readonly ask: (path: string, request?: ServerRequest) => Promise<unknown>;
  /** Called when the server does not know who is asking any more. */
  readonly onSignedOut?: () => void;
}

/** A desk with what only its owner does: the page that shows it, the code that keeps it. */
export interface KeptDesk extends Desk {
  /** The plan as it is now, and the reader. */
  showPage(page: DeskPage): void;
  /** The reader's rights may have changed: asks for everything, and what is not in the answer goes. */
  readAgain(): void;
  /** Hears what changes, until the returned function is called. */
  follow(tab: Pick<Tab, 'onEvent' | 'connection'>): () => void;
  /** Somebody is here again, or the network: asks and sends now. */
  wake(): void;
  /** How many pieces of writing are only in this tab: drafts, filled boxes, what waits. */
  readonly unsent: Store<number>;
  /** Their words, for Copy. */
  unsentText(): string;
  /** Forgets everything, and sends nothing any more. */
  close(): void;
}

/** Makes the desk of a plan and a person. It asks for nothing before it {@link KeptDesk.follow}s or {@link KeptDesk.wake}s. */
export function createDesk(page: DeskPage, dependencies: DeskDependencies): KeptDesk {
  return new PlanDesk(page, dependencies);
}

/** How often a desk that is shown asks what changed, beside what it hears; in milliseconds. */
const askAgainMs = 60_000;

class PlanDesk implements KeptDesk {
  readonly planId: string;
  readonly threads = createSource<readonly ThreadView[] | undefined>(undefined);
  readonly active = createSource<ThreadId | undefined>(undefined);
  readonly filter = createSource<ThreadFilter>({ show: 'open', disciplineKey: undefined });
  readonly outbox = createSource<readonly Waiting[]>([]);
  readonly isSheetOpen = createSource(false);
  readonly unsent = createSource(0);
  readonly #ask: DeskDependencies['ask'];
  readonly #onSignedOut: () => void;
  readonly #known: KnownThreads;
  readonly #outgoing: Outbox;
  readonly #writing = new Writing();
  readonly #reads: ReadMarks;
  readonly #activations = new Set<(threadId: ThreadId | undefined, from: Whence) => void>();
  #page: DeskPage;

  constructor(page: DeskPage, { ask, onSignedOut }: DeskDependencies) {
    this.planId = page.plan.id;
    this.#page = page;
    this.#ask = ask;
    this.#onSignedOut = onSignedOut ?? ignore;
    this.#known = new KnownThreads((cursor) => this.#askThreads(cursor));
    this.#outgoing = new Outbox((sent, key) => this.#deliver(sent, key));
    this.#reads = new ReadMarks((threadId, readCount) => this.#markRead(threadId, readCount));
    this.#known.threads.subscribe(() => this.#show());
    this.#outgoing.parcels.subscribe(() => this.#show());
    for (const store of [this.draft, this.written]) store.subscribe(() => this.#countUnsent());
  }

  get draft(): Store<Draft | undefined> {
    return this.#writing.draft;
  }

  get written(): Store<ReadonlyMap<string, Written>> {
    return this.#writing.boxes;
  }

  get loading(): Store<Loading> {
    return this.#known.loading;
  }

  get trouble(): Store<Error | undefined> {
    return this.#known.trouble;
  }

  showPage(page: DeskPage): void {
    const before = this.#page.plan;
    this.#page = page;
    if (rightsIn(before) !== rightsIn(page.plan)) this.readAgain();
  }

  readAgain(): void {
    void this.#known.refresh('all');
  }

  follow(tab: Pick<Tab, 'onEvent' | 'connection'>): () => void {
    const ends = [
      tab.onEvent(({ kind }) => {
        if (kind === 'thread') this.refresh();
        // Rights may have changed: what is not in the answer is not for this reader any more.
        if (kind === 'plan') this.readAgain();
      }),
      tab.connection.subscribe(() => {
        if (tab.connection.get() === 'online') this.wake();
      }),
    ];
    // A right that ends by the clock is told by no event.
    const timer = setInterval(() => this.refresh(), askAgainMs);
    ends.push(() => clearInterval(timer));
    this.wake();
    return () => ends.forEach((end) => end());
  }

  wake(): void {
    this.refresh();
    this.#outgoing.retryNow();
    this.#reads.send();
  }

  refresh(): void {
    void this.#known.refresh('changes');
  }

  activate(threadId: ThreadId | undefined, from: Whence): void {
    this.active.set(threadId);
    for (const listener of this.#activations) listener(threadId, from);
  }

  onActivated(listener: (threadId: ThreadId | undefined, from: Whence) => void): () => void {
    this.#activations.add(listener);
    return () => this.#activations.delete(listener);
  }

  setFilter(filter: ThreadFilter): void {
    this.filter.set(filter);
  }

  beginDraft(draft: Draft): void {
    this.#writing.begin(draft);
    this.isSheetOpen.set(true);
  }

  changeDraft(change: Partial<Draft>): void {
    this.#writing.change(change);
  }

  assignDraft(assignment: Assignment | undefined): void {
    this.#writing.assign(assignment);
  }

  dropDraft(): void {
    this.#writing.draft.set(undefined);
  }

  write(box: string, written: Written | undefined): void {
    this.#writing.write(box, written);
  }

  start(thread: StartThread): Promise<boolean> {
    return this.#send({ action: 'start', thread });
  }

  async change(threadId: ThreadId, command: ThreadCommand): Promise<void> {
    await this.#send({ action: 'command', threadId, command });
  }

  editAgain(key: string): boolean {
    const parcel = this.#outgoing.parcels.get().find((each) => each.key === key);
    const threads = this.#known.threads.get();
    if (parcel === undefined || !this.#writing.putBack(parcel.sent, threads)) return false;
    this.letGo(key);
    return true;
  }

  letGo(key: string): void {
    this.#outgoing.take(key);
  }

  markRead(threadId: ThreadId, readCount: number): void {
    const thread = this.#known.threads.get()?.find(({ id }) => id === threadId);
    if (thread === undefined) return;
    // What is on its way is behind what colleagues have sent meanwhile, which nobody here has seen.
    const told = Math.min(readCount, thread.comments.length);
    if (thread.readCount >= told) return;
    this.#known.read(threadId, told);
    this.#reads.add(threadId, told);
  }

  setSheetOpen(isOpen: boolean): void {
    this.isSheetOpen.set(isOpen);
  }

  unsentText(): string {
    const sent = this.#outgoing.parcels.get().map((parcel) => textSent(parcel.sent));
    return [...sent.filter((text) => text.trim() !== ''), ...this.#writing.texts()].join('\n\n');
  }

  close(): void {
    this.#known.close();
    this.#outgoing.close();
    this.#reads.clear();
    this.#writing.clear();
  }

  #send(sent: Sent): Promise<boolean> {
    return this.#outgoing.send({ sent, key: uuid(), at: new Date().toISOString() });
  }

  async #deliver(sent: Sent, key: string): Promise<void> {
    const path = sent.action === 'start' ? 'threads' : `threads/${sent.threadId}`;
    const body = sent.action === 'start' ? sent.thread : sent.command;
    this.#known.add(await this.#answerOf<ThreadView>(path, { method: 'POST', body, key }));
  }

  async #askThreads(cursor: string | undefined): Promise<ThreadsView> {
    const query = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`;
    return await this.#answerOf(`threads${query}`);
  }

  /** The answer of our own server: its type is shared with us. */
  async #answerOf<Answer>(path: string, request?: ServerRequest): Promise<Answer> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one decoder of answers about threads
    return (await this.#askServer(path, request)) as Answer;
  }

  #markRead(threadId: ThreadId, readCount: number): Promise<unknown> {
    const request = { method: 'POST', body: { readCount }, key: uuid() };
    return this.#askServer(`threads/${threadId}/read`, request);
  }

  async #askServer(path: string, request?: ServerRequest): Promise<unknown> {
    try {
      return await this.#ask(`/api/plans/${encodeURIComponent(this.planId)}/${path}`, request);
    } catch (error) {
      if (error instanceof ServerRefusal && error.status === 401) this.#onSignedOut();
      throw error;
    }
  }

  #show(): void {
    const parcels = this.#outgoing.parcels.get();
    this.outbox.set(parcels.map(waitingOf));
    this.threads.set(this.#withParcels(parcels));
    this.#countUnsent();
  }

  #withParcels(parcels: readonly Parcel[]): readonly ThreadView[] | undefined {
    const known = this.#known.threads.get();
    const author = readerAsAuthor(this.#page);
    if (known === undefined || author === undefined || parcels.length === 0) return known;
    // A thread that was refused stays where it was written; of everything else only what can still arrive is shown.
    const shown = parcels.filter(
      ({ sent, refusal }) => refusal === undefined || sent.action === 'start',
    );
    return withPending(known, shown, { planId: this.planId, author });
  }

  #countUnsent(): void {
    this.unsent.set(this.#writing.texts().length + this.#outgoing.parcels.get().length);
  }
}

/** What decides which threads a reader sees; the same text while it is the same. */
function rightsIn({ sections, mySeatIds }: PlanView): string {
  return JSON.stringify([mySeatIds, sections.map(({ key, access }) => [key, access])]);
}

function waitingOf({ key, sent, isDelayed, refusal }: Parcel): Waiting {
  return {
    key,
    threadId: threadIdOf(sent),
    action: actionOf(sent),
    commentId: commentIdOf(sent),
    text: textSent(sent),
    isDelayed,
    refusal,
  };
}

function textSent(sent: Sent): string {
  const words = wordsSent(sent)?.words;
  return words === undefined ? '' : plainTextOf(words);
}

function ignore(): void {
  // Nobody wants to know.
}
