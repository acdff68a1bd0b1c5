/** Everything that can be asked of a thread. A command comes from outside: `server/comments/thread-schema.ts` validates its shape, `decide-thread.ts` whether it may happen. */
import { type SectionKey } from '../careplan/section.ts';
import { type Anchor } from './anchor.ts';
import { type FieldWrite } from './field.ts';
import {
  type Assignment,
  type Audience,
  type CommentId,
  type Mention,
  type SubjectNode,
  type ThreadId,
  type ThreadKind,
  type Words,
} from './thread.ts';

/** Body of `POST /api/plans/{planId}/threads`. */
export interface StartThread {
  readonly threadId: ThreadId;
  readonly subject: SubjectClaim;
  readonly kind: ThreadKind;
  readonly audience: Audience;
  readonly assignment?: Assignment;
  readonly comment: NewComment;
}

/** What the author's client says the thread is about; the server looks the words up in the committed text. */
export type SubjectClaim =
  | { readonly on: 'plan' }
  | { readonly on: 'section'; readonly sectionKey: SectionKey }
  | { readonly on: 'text'; readonly sectionKey: SectionKey; readonly anchor: Anchor }
  | {
      readonly on: 'node';
      readonly sectionKey: SectionKey;
      readonly node: SubjectNode;
      readonly nodeId: string;
      readonly quote: string;
    };

/** A comment on its way. */
export interface NewComment {
  readonly commentId: CommentId;
  readonly words: Words;
  readonly mentions: readonly Mention[];
}

/** Body of `POST /api/plans/{planId}/threads/{threadId}`. */
export type ThreadCommand =
  /** Answers; a resolved thread is open again afterwards. */
  | { readonly type: 'reply'; readonly comment: NewComment }
  /** Changes the words of one's own comment; what it said before is kept. */
  | {
      readonly type: 'edit';
      readonly commentId: CommentId;
      readonly words: Words;
      readonly mentions: readonly Mention[];
    }
  /** Closes the thread; the note is needed from who is neither author nor assigned. */
  | { readonly type: 'resolve'; readonly note?: NewComment }
  | { readonly type: 'reopen'; readonly note?: NewComment }
  | { readonly type: 'assign'; readonly assignment: FieldWrite<Assignment | null> }
  | { readonly type: 'mark'; readonly kind: FieldWrite<ThreadKind> }
  /** The receiver of a critical thread says what they understood. */
  | { readonly type: 'read-back'; readonly comment: NewComment }
  /** The sender says that it was understood. `commentId` is the read-back that they saw: a newer one is not confirmed unread. */
  | { readonly type: 'confirm'; readonly commentId?: CommentId }
  /** The sender says what was not understood; a new read-back is needed. `commentId` as above. */
  | { readonly type: 'not-quite'; readonly comment: NewComment; readonly commentId?: CommentId }
  /** Puts an unplaced thread at words of the same section. */
  | { readonly type: 'attach'; readonly anchor: Anchor };

/** What a {@link ThreadCommand} is called; `start` opens a thread. */
export type ThreadAction = 'start' | ThreadCommand['type'];

/**
 * What somebody can be able to do to a thread. `assign` is to one's own seat, `assign-others` to any (CM9). `mark` is as
 * anything but critical, which also makes a critical one less than that; `mark-critical` is as critical (CM14).
 */
export type ThreadAbility = ThreadCommand['type'] | 'assign-others' | 'mark-critical';
