/** What the server says about threads over HTTP. Everything here is already cut to what the reader may see. */
import { type ThreadAbility } from './thread-command.ts';
import { type Comment, type EarlierWords, type Thread } from './thread.ts';

/** `GET /api/plans/{planId}/threads?after=<cursor>`. */
export interface ThreadsView {
  /** Opaque: ask with it next time. */
  readonly cursor: string;
  /** These are all threads; otherwise only those that changed after the cursor. */
  readonly isWhole: boolean;
  /** Oldest first. */
  readonly threads: readonly ThreadView[];
}

/** A thread as its reader meets it. */
export interface ThreadView extends Omit<Thread, 'comments'> {
  readonly comments: readonly [CommentView, ...(readonly CommentView[])];
  /** How many of the comments its reader has read, from the first. Their own count as read. */
  readonly readCount: number;
  /** What the reader may do now; the server decides again when they do it. */
  readonly can: readonly ThreadAbility[];
  /** The reader resolves it with a note only (CM6). Absent when no note is needed, or they may not resolve it. */
  readonly needsNote?: true;
  /** Titles of the seats for whose read-back, or for whose yes to it, a critical thread waits (CM11, CM12). Absent when it waits for nothing. */
  readonly waitsFor?: readonly string[];
}

/** A comment without what it said before. */
export interface CommentView extends Omit<Comment, 'earlier'> {
  /** When it was last changed; absent if never. */
  readonly editedAt?: string;
  /** The reader may change it now (CM5). Absent when they may not. */
  readonly canEdit?: true;
}

/** `GET /api/plans/{planId}/threads/{threadId}/comments/{commentId}/earlier`: what a comment said before, oldest first. */
export type EarlierWordsView = readonly EarlierWords[];

/** Body of `POST /api/plans/{planId}/threads/{threadId}/read`: the reader has read so many comments. Never back. */
export interface MarkThreadRead {
  readonly readCount: number;
}
