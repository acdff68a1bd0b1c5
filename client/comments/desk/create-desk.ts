import { type Assignment, type ThreadId } from '@alliance/shared/comments/thread';
import { type StartThread, type ThreadCommand } from '@alliance/shared/comments/thread-command';
import { type ThreadView, type ThreadsView } from '@alliance/shared/comments/thread-view';
import { v7 as uuid } from 'uuid';

import { type Source, type Store, createSource } from '../../sync/store.ts';
import type { Tab } from '../../sync/tab.ts';
import type { ServerRequest } from '../../ui/ask-server.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { Outbox, type Parcel, mayPass } from './desk-outbox.ts';
import { KnownThreads } from './desk-threads.ts';
import {
  type Desk,
  type DeskPage,
  type Draft,
  type ThreadFilter,
  type ThreadPlaces,
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
import { boxKey, holdsWords, textOfWritten } from './unsent.ts';

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
  /** Where the threads stand in the text now. */
  showPlaces(places: ThreadPlaces): void;
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

const nowhere: ThreadPlaces = new Map();
const nothingWritten: ReadonlyMap<string, Written> = new Map();

class PlanDesk implements KeptDesk {
  readonly planId: string;
  readonly threads = createSource<readonly ThreadView[] | undefined>(undefined);
  readonly places = createSource<ThreadPlaces>(nowhere);
  readonly active = createSource<ThreadId | undefined>(undefined);
  readonly filter = createSource<ThreadFilter>({ show: 'open', disciplineKey: undefined });
  readonly draft = createSource<Draft | undefined>(undefined);
  readonly outbox = createSource<readonly Waiting[]>([]);
  readonly written: Source<ReadonlyMap<string, Written>> = createSource(nothingWritten);
  readonly isSheetOpen = createSource(false);
  readonly unsent = createSource(0);
  readonly #ask: DeskDependencies['ask'];
  readonly #onSignedOut: () => void;
  readonly #known: KnownThreads;
  readonly #outgoing: Outbox;
  readonly #reads = new Map<ThreadId, number>();
  readonly #activations = new Set<(threadId: ThreadId | undefined, from: Whence) => void>();
  #page: DeskPage;

  constructor(page: DeskPage, { ask, onSignedOut }: DeskDependencies) {
    this.planId = page.plan.id;
    this.#page = page;
    this.#ask = ask;
    this.#onSignedOut = onSignedOut ?? ignore;
    this.#known = new KnownThreads((cursor) => this.#askThreads(cursor));
    this.#outgoing = new Outbox((sent, key) => this.#deliver(sent, key));
    this.#known.threads.subscribe(() => this.#show());
    this.#outgoing.parcels.subscribe(() => this.#show());
    for (const store of [this.draft, this.written]) store.subscribe(() => this.#countUnsent());
  }

  get trouble(): Store<Error | undefined> {
    return this.#known.trouble;
  }

  showPage(page: DeskPage): void {
    this.#page = page;
  }

  showPlaces(places: ThreadPlaces): void {
    this.places.set(places);
  }

  follow(tab: Pick<Tab, 'onEvent' | 'connection'>): () => void {
    const ends = [
      tab.onEvent(({ kind }) => {
        if (kind === 'thread') this.refresh();
        // Rights may have changed: what is not in the answer is not for this reader any more.
        if (kind === 'plan') void this.#known.refresh('all');
      }),
      tab.connection.subscribe(() => {
        if (tab.connection.get() === 'online') this.wake();
      }),
    ];
    this.wake();
    return () => ends.forEach((end) => end());
  }

  wake(): void {
    this.refresh();
    this.#outgoing.retryNow();
    this.#sendReads();
  }

  refresh(): void {
    void this.#known.refresh('changes');
  }

  activate(threadId: ThreadId | undefined, from: Whence): void {
    this.active.set(threadId);
    for (const listener of this.#activations) listener(threadId, from);
    const thread = this.threads.get()?.find(({ id }) => id === threadId);
    if (thread !== undefined) this.markRead(thread.id, thread.comments.length);
  }

  onActivated(listener: (threadId: ThreadId | undefined, from: Whence) => void): () => void {
    this.#activations.add(listener);
    return () => this.#activations.delete(listener);
  }

  setFilter(filter: ThreadFilter): void {
    this.filter.set(filter);
  }

  beginDraft(draft: Draft): void {
    const held = this.draft.get();
    if (held === undefined || !holdsWords(held)) this.draft.set(draft);
    this.isSheetOpen.set(true);
  }

  changeDraft(change: Partial<Draft>): void {
    const draft = this.draft.get();
    if (draft !== undefined) this.draft.set({ ...draft, ...change });
  }

  assignDraft(assignment: Assignment | undefined): void {
    const draft = this.draft.get();
    if (draft === undefined) return;
    const { assignment: _before, ...unassigned } = draft;
    this.draft.set(assignment === undefined ? unassigned : { ...unassigned, assignment });
  }

  dropDraft(): void {
    this.draft.set(undefined);
  }

  write(box: string, written: Written | undefined): void {
    const boxes = new Map(this.written.get());
    if (written === undefined) boxes.delete(box);
    else boxes.set(box, written);
    this.written.set(boxes);
  }

  start(thread: StartThread): Promise<void> {
    return this.#send({ action: 'start', thread });
  }

  change(threadId: ThreadId, command: ThreadCommand): Promise<void> {
    return this.#send({ action: 'command', threadId, command });
  }

  editAgain(key: string): boolean {
    const parcel = this.#outgoing.parcels.get().find((each) => each.key === key);
    if (parcel === undefined || !this.#putBack(parcel.sent)) return false;
    this.letGo(key);
    return true;
  }

  letGo(key: string): void {
    this.#outgoing.take(key);
  }

  markRead(threadId: ThreadId, readCount: number): void {
    const thread = this.#known.threads.get()?.find(({ id }) => id === threadId);
    if (thread === undefined || thread.readCount >= readCount) return;
    this.#known.read(threadId, readCount);
    this.#reads.set(threadId, readCount);
    this.#sendReads();
  }

  setSheetOpen(isOpen: boolean): void {
    this.isSheetOpen.set(isOpen);
  }

  unsentText(): string {
    const drafts = [this.draft.get(), ...this.written.get().values()];
    const texts = [
      ...this.#outgoing.parcels.get().map(({ sent }) => textSent(sent)),
      ...drafts.map((written) => (written === undefined ? '' : textOfWritten(written))),
    ];
    return texts.filter((text) => text.trim() !== '').join('\n\n');
  }

  close(): void {
    this.#outgoing.close();
    this.#reads.clear();
    this.draft.set(undefined);
    this.written.set(nothingWritten);
  }

  #send(sent: Sent): Promise<void> {
    return this.#outgoing.send({ sent, key: uuid(), at: new Date().toISOString() });
  }

  async #deliver(sent: Sent, key: string): Promise<void> {
    const path = sent.action === 'start' ? 'threads' : `threads/${sent.threadId}`;
    const body = sent.action === 'start' ? sent.thread : sent.command;
    const thread = await this.#askServer(path, { method: 'POST', body, key });
    // The answer of our own server: its type is shared with us.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    this.#known.add(thread as ThreadView);
  }

  async #askThreads(cursor: string | undefined): Promise<ThreadsView> {
    const query = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (await this.#askServer(`threads${query}`)) as ThreadsView;
  }

  /** A mark that did not arrive is sent again at the next chance. */
  #sendReads(): void {
    const reads = [...this.#reads];
    this.#reads.clear();
    for (const [threadId, readCount] of reads) {
      const request = { method: 'POST', body: { readCount }, key: uuid() };
      this.#askServer(`threads/${threadId}/read`, request).catch((error: unknown) => {
        if (mayPass(error)) this.#reads.set(threadId, readCount);
      });
    }
  }

  async #askServer(path: string, request?: ServerRequest): Promise<unknown> {
    try {
      return await this.#ask(`/api/plans/${encodeURIComponent(this.planId)}/${path}`, request);
    } catch (error) {
      if (error instanceof ServerRefusal && error.status === 401) this.#onSignedOut();
      throw error;
    }
  }

  /** What was refused stands again where it was written. */
  #putBack(sent: Sent): boolean {
    if (sent.action === 'start') return this.#putBackStart(sent.thread);
    const { threadId, command } = sent;
    const words = wordsSent(sent);
    if (words === undefined || command.type === 'assign') return true;
    const purpose = command.type;
    if (purpose === 'mark' || purpose === 'confirm' || purpose === 'attach') return true;
    const box = boxKey(threadId, purpose, purpose === 'edit' ? command.commentId : '');
    const held = this.written.get().get(box);
    if (held !== undefined && holdsWords(held)) return false;
    this.write(box, writtenOf(words));
    return true;
  }

  #putBackStart({ subject, kind, audience, assignment, comment }: StartThread): boolean {
    const held = this.draft.get();
    if (held !== undefined && holdsWords(held)) return false;
    this.draft.set({
      subject,
      quote: quoteOf(subject),
      kind,
      audience,
      ...(assignment === undefined ? {} : { assignment }),
      ...writtenOf(comment),
    });
    return true;
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
    const drafts = [this.draft.get(), ...this.written.get().values()];
    const held = drafts.filter((each) => each !== undefined && holdsWords(each));
    this.unsent.set(held.length + this.#outgoing.parcels.get().length);
  }
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

function writtenOf({ words, mentions }: NonNullable<ReturnType<typeof wordsSent>>): Written {
  return 'text' in words
    ? { text: words.text, mentions }
    : { text: '', sbar: words.sbar, mentions };
}

function quoteOf(subject: StartThread['subject']): string {
  if (subject.on === 'text') return subject.anchor.exact;
  return subject.on === 'node' ? subject.quote : '';
}

function ignore(): void {
  // Nobody wants to know.
}
