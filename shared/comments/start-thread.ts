import { mayComment, seatSeesThread, seesThread, writingSeat } from '../access/thread-access.ts';
import { type PlanId } from '../careplan/care-plan.ts';
import { obstacleToWords } from './check-comment.ts';
import { authorIn } from './decide-thread.ts';
import { firstField } from './field.ts';
import { type StartThread, type SubjectClaim } from './thread-command.ts';
import {
  type Actor,
  type ThreadContext,
  type ThreadDecision,
  commentOf,
  refused,
} from './thread-decision.ts';
import { type ThreadRefusalReason } from './thread-refusals.ts';
import { type Subject } from './thread.ts';

/** Decides whether a thread is opened (CM1 to CM3, CM9, CM15, CM16). Words that the server did not find are kept as their author's say, and the thread is unplaced (CM19, CM25). */
export function startThread(
  planId: PlanId,
  asked: StartThread,
  by: Actor,
  context: ThreadContext,
): ThreadDecision {
  const { roster, at } = context;
  const obstacle = obstacleToStart(asked, by, context);
  const seat = writingSeat(roster, asked, by.id);
  if (obstacle !== undefined || seat === undefined) return refused(obstacle ?? 'may-not-comment');
  const author = authorIn(seat, by);
  return {
    ok: true,
    thread: {
      id: asked.threadId,
      planId,
      subject: subjectOf(asked.subject, context),
      audience: asked.audience,
      kind: firstField(asked.kind, by.id, at),
      assignment: firstField(asked.assignment ?? null, by.id, at),
      status: 'open',
      comments: [commentOf(asked.comment, { author, at, purpose: 'comment' })],
      version: 1,
    },
  };
}

function obstacleToStart(
  asked: StartThread,
  by: Actor,
  { roster }: ThreadContext,
): ThreadRefusalReason | undefined {
  const shared = { ...asked, audience: 'shared' } as const;
  if (!seesThread(roster, shared, by.id)) return 'not-there';
  if (!mayComment(roster, shared, by.id)) return 'may-not-comment';
  if (!mayComment(roster, asked, by.id)) return 'not-your-audience';
  const { assignment } = asked;
  const seat = roster.alliance.seats.find(({ id }) => id === assignment?.seatId);
  if (assignment !== undefined && (!seat || !seatSeesThread(roster, asked, seat)))
    return 'seat-cannot-take-it';
  return obstacleToWords(roster, asked, asked.comment);
}

/** The subject as it is kept: with the words of the committed text where they are there, else with the client's, which say that nobody has verified them. */
function subjectOf(claim: SubjectClaim, { found, at }: ThreadContext): Subject {
  switch (claim.on) {
    case 'plan':
    case 'section':
      return claim;
    case 'text': {
      const { sectionKey, anchor } = claim;
      const words =
        found !== undefined && 'anchor' in found
          ? { anchor: found.anchor, quote: found.quote, isQuoteVerified: true }
          : {
              // What is written between their neighbours later is not these words (AN4).
              anchor: { ...anchor, isLost: true as const },
              quote: anchor.exact,
              isQuoteVerified: false,
              removed: { at },
            };
      return { on: 'text', sectionKey, ...words };
    }
    case 'node': {
      const { sectionKey, node, nodeId, quote } = claim;
      const removed = found === undefined ? { removed: { at } } : {};
      // What a chip or card says is not in the text: only who chose it has told it.
      return { on: 'node', sectionKey, node, nodeId, quote, isQuoteVerified: false, ...removed };
    }
  }
}
