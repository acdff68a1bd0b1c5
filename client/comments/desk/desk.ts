/**
 * What the parts of the comments on one page share: rail, highlights, composer, counts. One desk per plan and person;
 * it outlives the components that look at it, so that a draft is not lost with a sheet that closes.
 */
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type TextRange } from '@alliance/shared/comments/anchor';
import {
  type Assignment,
  type Audience,
  type CommentId,
  type Mention,
  type Sbar,
  type ThreadId,
  type ThreadKind,
} from '@alliance/shared/comments/thread';
import {
  type StartThread,
  type SubjectClaim,
  type ThreadAction,
  type ThreadCommand,
} from '@alliance/shared/comments/thread-command';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import type { Store } from '../../sync/store.ts';

/** The state of the comments on a page, and what can be done with them. */
export interface Desk {
  readonly planId: string;
  /** All threads that the reader may see, by the server's last word and what is on its way; undefined while they are not known. */
  readonly threads: Store<readonly ThreadView[] | undefined>;
  /** Whether the threads are known, and why not: unknown threads must never look like none. */
  readonly loading: Store<Loading>;
  /** Why the last question to the server had no answer, known threads may then be old; undefined while all is well. */
  readonly trouble: Store<Error | undefined>;
  /** The thread that is opened, in the rail and in the text at once. */
  readonly active: Store<ThreadId | undefined>;
  readonly filter: Store<ThreadFilter>;
  /** The thread that is being written; undefined for none. It stays until it is sent or let go of. */
  readonly draft: Store<Draft | undefined>;
  /** What was sent and has not arrived, oldest first. */
  readonly outbox: Store<readonly Waiting[]>;
  /** What is typed in the boxes of cards and not sent, by the box's own key; a box is empty when it is not here. */
  readonly written: Store<ReadonlyMap<string, Written>>;
  /** On a narrow window: whether the sheet is open. */
  readonly isSheetOpen: Store<boolean>;

  /** Opens a thread; `from` says where the reader is, so that the other side scrolls there. */
  activate(threadId: ThreadId | undefined, from: Whence): void;
  /** Hears of every {@link Desk.activate}, also of the thread that is open already. */
  onActivated(listener: (threadId: ThreadId | undefined, from: Whence) => void): () => void;
  setFilter(filter: ThreadFilter): void;
  /** Begins a thread; a draft that holds words is kept instead, and shown. */
  beginDraft(draft: Draft): void;
  changeDraft(change: Partial<Draft>): void;
  /** Says who shall answer the draft; undefined for nobody. */
  assignDraft(assignment: Assignment | undefined): void;
  dropDraft(): void;
  /** Keeps what stands in a box; undefined when it is empty. */
  write(box: string, written: Written | undefined): void;
  /** Sends; resolves when the server has it (`true`, for a thread) or its author has let go of it. What cannot be sent waits in the outbox and goes by itself when the server is back. */
  start(thread: StartThread): Promise<boolean>;
  change(threadId: ThreadId, command: ThreadCommand): Promise<void>;
  /** Takes what was refused back into the box where it was written. False, and nothing happens, while other words stand there or no card shows that box now. */
  editAgain(key: string): boolean;
  /** Forgets what was refused. */
  letGo(key: string): void;
  /** Asks the server for what changed; with what went wrong, that is trying again. */
  refresh(): void;
  /** Marks the first so many comments of a thread as read; of these only what the server has told counts, not what is on its way to it. */
  markRead(threadId: ThreadId, readCount: number): void;
  setSheetOpen(isOpen: boolean): void;
}

/**
 * Whether threads are known. `loading`: the first answer is awaited. `failed`: it did not come, and is asked for again
 * by itself. `closed`: the reader may not see the plan any more, or is signed out. `loaded`: they are known.
 */
export type Loading = 'loading' | 'failed' | 'closed' | 'loaded';

/** Where somebody was who opened a thread; `owed` is elsewhere, with the wish to do there what is owed: read back or confirm. */
export type Whence = 'rail' | 'text' | 'elsewhere' | 'owed';

/** By thread. A thread on the plan, or on a section as a whole, has no entry. */
export type ThreadPlaces = ReadonlyMap<ThreadId, ThreadPlace>;

/** Where a thread on text stands: at its words, or nowhere any more. */
export type ThreadPlace =
  | {
      readonly at: 'text';
      readonly documentId: string;
      readonly range: TextRange;
      /** The words there are not those that it was written about: they were replaced or changed since (AN4). */
      readonly isOtherWords?: true;
    }
  | { readonly at: 'unplaced' };

/** Which threads the rail shows. */
export interface ThreadFilter {
  readonly show: 'open' | 'mine' | 'critical' | 'resolved' | 'all';
  /** Only threads in which this discipline takes part; undefined for every one. */
  readonly disciplineKey: string | undefined;
}

/** A thread that is being written. */
export interface Draft {
  readonly subject: SubjectClaim;
  /** The words that it is about, as they are shown above it; empty for a section or the plan. */
  readonly quote: string;
  readonly kind: ThreadKind;
  readonly text: string;
  /** The boxes of SBAR; used instead of the text when that is the kind. */
  readonly sbar?: Sbar;
  readonly mentions?: readonly Mention[];
  /** Absent: the team alone for a professional, shared for patient and family. */
  readonly audience?: Audience;
  readonly assignment?: Assignment;
  /** Called when the server has it: then words are no longer kept elsewhere. */
  readonly onSaved?: () => void;
  /** Its author went to comment elsewhere while it held words already. */
  readonly isKept?: true;
}

/** What stands in a box of a card. */
export interface Written {
  readonly text: string;
  readonly sbar?: Sbar;
  readonly mentions?: readonly Mention[];
}

/** Something on its way. */
export interface Waiting {
  readonly key: string;
  readonly threadId: ThreadId;
  readonly action: ThreadAction;
  /** The comment that it writes or changes; undefined when it writes none. */
  readonly commentId: CommentId | undefined;
  /** Its words, for Copy; empty when it writes none. */
  readonly text: string;
  /** A try to send it has failed: it waits for the connection and goes by itself. */
  readonly isDelayed: boolean;
  /** Why the server did not take it; undefined while it is being sent or waits. */
  readonly refusal: Error | undefined;
}

/** What a desk needs to know of the page. */
export interface DeskPage {
  readonly plan: PlanView;
  readonly personId: string;
  /** How colleagues read my name: on what I sent, until the server has it. */
  readonly personName?: string;
}
