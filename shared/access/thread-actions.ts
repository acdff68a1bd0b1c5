import { type ThreadAction } from '../comments/thread-command.ts';
import { type ThreadRefusalReason } from '../comments/thread-refusals.ts';
import { type ThreadRelation } from './thread-relations.ts';

/**
 * The table of rights to a thread, beside the one to a section: whoever is to the thread one of these may do it, if
 * its state allows (`decide-thread.ts`), and what the others are told.
 */
export const threadActions = {
  start: { for: ['member'], refusal: 'may-not-comment' },
  reply: { for: ['member'], refusal: 'may-not-comment' },
  /** Of one's own comment. */
  edit: { for: ['member'], refusal: 'may-not-comment' },
  resolve: { for: ['author', 'assigned', 'owner'], refusal: 'may-not-resolve' },
  reopen: { for: ['author', 'assigned', 'owner'], refusal: 'may-not-reopen' },
  /** To any seat by author and owner, to their own by everybody. */
  assign: { for: ['member'], refusal: 'may-not-comment' },
  /** As critical by everybody, otherwise as below. */
  mark: { for: ['member'], refusal: 'may-not-comment' },
  'read-back': { for: ['receiver'], refusal: 'not-a-receiver' },
  confirm: { for: ['sender'], refusal: 'not-the-sender' },
  'not-quite': { for: ['sender'], refusal: 'not-the-sender' },
  attach: { for: ['author', 'assigned', 'owner'], refusal: 'may-not-attach' },
} as const satisfies Readonly<Record<ThreadAction, ThreadRight>>;

/** Who may do one thing to a thread, and why the others may not. */
export interface ThreadRight {
  readonly for: readonly ThreadRelation[];
  readonly refusal: ThreadRefusalReason;
}

/** Who assigns a thread to somebody else (CM9). */
export const assigning: readonly ThreadRelation[] = ['author', 'owner'];

/** Who says what a thread is for, unless it is that it is critical (CM14). */
export const marking: readonly ThreadRelation[] = ['author', 'assigned', 'owner'];

/** Who makes a critical thread less than that (CM14). */
export const lowering: readonly ThreadRelation[] = ['author', 'raiser'];

/** Who closes a thread without saying why (CM6). */
export const closingWithoutNote: readonly ThreadRelation[] = ['author', 'assigned'];

/** Whether somebody who is this to a thread is one of those who may. */
export function isOneOf(
  relations: ReadonlySet<ThreadRelation>,
  allowed: readonly ThreadRelation[],
): boolean {
  return allowed.some((relation) => relations.has(relation));
}
