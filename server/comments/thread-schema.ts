/**
 * What may come in about threads, and what goes out. Strict: a field that is not known is refused, not passed over. How
 * long the words of a comment may be is decided with them (CM15), so that their author is told in plain words.
 */
import { type SeatId } from '@alliance/shared/alliance/alliance';
import { type DisciplineKey, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type PlanId } from '@alliance/shared/careplan/care-plan';
import { sectionKeys } from '@alliance/shared/careplan/section';
import {
  type CommentId,
  type Subject,
  type ThreadId,
  audiences,
  subjectNodes,
  threadKinds,
} from '@alliance/shared/comments/thread';
import { threadAbilities } from '@alliance/shared/comments/thread-abilities';
import { type StartThread, type ThreadCommand } from '@alliance/shared/comments/thread-command';
import {
  type CommentView,
  type EarlierWordsView,
  type MarkThreadRead,
  type ThreadView,
  type ThreadsView,
} from '@alliance/shared/comments/thread-view';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { type PersonId, isPersonId } from '@alliance/shared/identity/person';
import {
  commentsPerThreadMax,
  contextCharactersMax,
  mentionsMax,
  quoteCharactersMax,
} from '@alliance/shared/limits';
import { z } from 'zod';

import { blockIdCharactersMax, positionCharactersMax } from './limits.ts';

/** A UUID of version 7, as a client makes them. */
const freshId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const knownId = z.string().regex(identifierPattern);

const isThreadId = (text: string): text is ThreadId => identifierPattern.test(text);
const isCommentId = (text: string): text is CommentId => identifierPattern.test(text);
const isSeatId = (text: string): text is SeatId => identifierPattern.test(text);
const isPlanId = (text: string): text is PlanId => identifierPattern.test(text);

const seatId: z.ZodType<SeatId> = knownId.refine(isSeatId);
const commentId: z.ZodType<CommentId> = knownId.refine(isCommentId);
const personId: z.ZodType<PersonId> = knownId.refine(isPersonId);
const disciplineKey: z.ZodType<DisciplineKey> = z.string().refine(isDisciplineKey);
const sectionKey = z.enum(sectionKeys);

const sbar = z.strictObject({
  situation: z.string(),
  background: z.string(),
  assessment: z.string(),
  recommendation: z.string(),
});
const words = z.union([z.strictObject({ text: z.string() }), z.strictObject({ sbar })]);
const mentions = z
  .array(z.union([z.strictObject({ seatId }), z.strictObject({ disciplineKey })]))
  .max(mentionsMax);
const newComment = z.strictObject({
  commentId: freshId.refine(isCommentId),
  words,
  mentions,
});

const position = z.string().max(positionCharactersMax);
const context = z.string().max(contextCharactersMax);
const anchorParts = {
  from: position,
  to: position,
  blockId: z.string().max(blockIdCharactersMax).exactOptional(),
  exact: z.string().min(1).max(quoteCharactersMax),
  prefix: context,
  suffix: context,
  others: z.int().min(0).exactOptional(),
};
/** As a client makes it; that its words are gone is the server's to say. */
const anchor = z.strictObject(anchorParts);
const keptAnchor = z.object({
  ...anchorParts,
  areCopies: z.literal(true).exactOptional(),
  isLost: z.literal(true).exactOptional(),
});

const assignment = z.strictObject({ seatId, dueOn: z.iso.date().exactOptional() });

const subjectClaim = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('plan') }),
  z.strictObject({ on: z.literal('section'), sectionKey }),
  z.strictObject({ on: z.literal('text'), sectionKey, anchor }),
  z.strictObject({
    on: z.literal('node'),
    sectionKey,
    node: z.enum(subjectNodes),
    nodeId: knownId,
    quote: z.string().max(quoteCharactersMax),
  }),
]);

/** `StartThread` as it may come in. */
export const startThreadSchema: z.ZodType<StartThread> = z.strictObject({
  threadId: freshId.refine(isThreadId),
  subject: subjectClaim,
  kind: z.enum(threadKinds),
  audience: z.enum(audiences),
  assignment: assignment.exactOptional(),
  comment: newComment,
});

const baseVersion = z.int().min(1);

/** `ThreadCommand` as it may come in. */
export const threadCommandSchema: z.ZodType<ThreadCommand> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reply'), comment: newComment }),
  z.strictObject({ type: z.literal('edit'), commentId, words, mentions }),
  z.strictObject({ type: z.literal('resolve'), note: newComment.exactOptional() }),
  z.strictObject({ type: z.literal('reopen'), note: newComment.exactOptional() }),
  z.strictObject({
    type: z.literal('assign'),
    assignment: z.strictObject({ value: assignment.nullable(), baseVersion }),
  }),
  z.strictObject({
    type: z.literal('mark'),
    kind: z.strictObject({ value: z.enum(threadKinds), baseVersion }),
  }),
  z.strictObject({ type: z.literal('read-back'), comment: newComment }),
  z.strictObject({ type: z.literal('confirm'), commentId: commentId.exactOptional() }),
  z.strictObject({
    type: z.literal('not-quite'),
    comment: newComment,
    commentId: commentId.exactOptional(),
  }),
  z.strictObject({ type: z.literal('attach'), anchor }),
]);

/** `MarkThreadRead` as it may come in. */
export const markThreadReadSchema: z.ZodType<MarkThreadRead> = z.strictObject({
  readCount: z.int().min(0).max(commentsPerThreadMax),
});

const instant = z.iso.datetime();
/** An `Author` as it is answered. */
export const authorSchema = z.object({
  personId,
  seatId,
  name: z.string(),
  disciplineKey,
  title: z.string(),
});
const told = { by: authorSchema, at: instant };

/** A field as it is answered. */
function fieldOf<Value>(value: z.ZodType<Value>) {
  const said = { value, by: personId, at: instant };
  return z.object({
    ...said,
    version: z.int(),
    candidates: z.array(z.object(said)).exactOptional(),
  });
}

const quoted = {
  sectionKey,
  quote: z.string(),
  isQuoteVerified: z.boolean(),
  removed: z.object({ at: instant, by: authorSchema.exactOptional() }).exactOptional(),
};
const subject: z.ZodType<Subject> = z.discriminatedUnion('on', [
  z.object({ on: z.literal('plan') }),
  z.object({ on: z.literal('section'), sectionKey }),
  z.object({ on: z.literal('text'), anchor: keptAnchor, ...quoted }),
  z.object({ on: z.literal('node'), node: z.enum(subjectNodes), nodeId: z.string(), ...quoted }),
]);

const comment: z.ZodType<CommentView> = z.object({
  id: commentId,
  author: authorSchema,
  at: instant,
  purpose: z.enum(['comment', 'read-back', 'not-quite', 'resolution', 'reopening']),
  words,
  mentions,
  editedAt: instant.exactOptional(),
  canEdit: z.literal(true).exactOptional(),
});

/** `ThreadView` as it is answered. */
export const threadSchema: z.ZodType<ThreadView> = z.object({
  id: knownId.refine(isThreadId),
  planId: knownId.refine(isPlanId),
  subject,
  audience: z.enum(audiences),
  kind: fieldOf(z.enum(threadKinds)),
  assignment: fieldOf(assignment.nullable()),
  status: z.enum(['open', 'resolved']),
  resolved: z.object(told).exactOptional(),
  readBack: z
    .object({ commentId, ...told, confirmed: z.object(told).exactOptional() })
    .exactOptional(),
  comments: z.tuple([comment], comment),
  version: z.int(),
  readCount: z.int(),
  can: z.array(z.enum(threadAbilities)),
  needsNote: z.literal(true).exactOptional(),
  waitsFor: z.array(z.string()).exactOptional(),
});

/** `ThreadsView` as it is answered. */
export const threadsSchema: z.ZodType<ThreadsView> = z.object({
  cursor: z.string(),
  isWhole: z.boolean(),
  threads: z.array(threadSchema),
});

/** `EarlierWordsView` as it is answered. */
export const earlierWordsSchema: z.ZodType<EarlierWordsView> = z.array(
  z.object({ words, mentions: mentions.exactOptional(), at: instant }),
);
