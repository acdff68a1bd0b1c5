import { type Roster } from '../access/roster.ts';
import { type ThreadRelation } from '../access/thread-relations.ts';
import { type Person } from '../identity/person.ts';
import { type Anchor } from './anchor.ts';
import { type NewComment } from './thread-command.ts';
import { type ThreadRefusal, type ThreadRefusalReason, threadRefusals } from './thread-refusals.ts';
import { type Author, type Comment, type CommentPurpose, type Thread } from './thread.ts';

/** What becomes of a thread, or why nothing does. */
export type ThreadDecision =
  | { readonly ok: true; readonly thread: Thread }
  | { readonly ok: false; readonly refusal: ThreadRefusal };

/** Who asks something of a thread. */
export type Actor = Pick<Person, 'id' | 'name'>;

/** What a decision about a thread needs to know of the world. */
export interface ThreadContext {
  readonly roster: Roster;
  /** ISO 8601 instant, by the server's clock. */
  readonly at: string;
  /** What the committed text has for the claimed words; absent when they are not there. */
  readonly found?: FoundWords;
  /** Where the words of an existing thread stand now: absent when they are not in the committed text. */
  readonly isPlaced?: boolean;
}

/** What the server found in the committed text: words, or a chip or card, of whose words the text has none. */
export type FoundWords =
  | { readonly anchor: Anchor; readonly quote: string }
  | { readonly nodeId: string };

/** A thread, and who is about to change it how. */
export interface Turn {
  readonly thread: Thread;
  readonly author: Author;
  readonly relations: ReadonlySet<ThreadRelation>;
  readonly context: ThreadContext;
}

/** A refusal, with its rule. */
export function refused(reason: ThreadRefusalReason): Extract<ThreadDecision, { ok: false }> {
  return { ok: false, refusal: { rule: threadRefusals[reason], reason } };
}

/** The changed thread, one version on. */
export function changed(thread: Thread, change: Partial<Thread> = {}): ThreadDecision {
  return { ok: true, thread: { ...thread, ...change, version: thread.version + 1 } };
}

/** A comment as it is kept: who wrote it, and when, is not the client's to say (CM4). */
export function commentOf(
  given: NewComment,
  written: {
    readonly author: Author;
    readonly at: string;
    readonly purpose: CommentPurpose;
  },
): Comment {
  const { commentId: id, words, mentions } = given;
  return { id, ...written, words, mentions, earlier: [] };
}

/** A thread that is open, with a further comment at its end. */
export function opened(thread: Thread): Thread {
  const { resolved: _closed, ...rest } = thread;
  return { ...rest, status: 'open' };
}
