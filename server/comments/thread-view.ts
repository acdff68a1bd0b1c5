import { type Roster } from '@alliance/shared/access/roster';
import { seesThread } from '@alliance/shared/access/thread-access';
import { waitedFor } from '@alliance/shared/access/thread-relations';
import { type Comment, type Thread } from '@alliance/shared/comments/thread';
import { abilitiesIn, mayEdit } from '@alliance/shared/comments/thread-abilities';
import { type CommentView, type ThreadView } from '@alliance/shared/comments/thread-view';
import { type PersonId } from '@alliance/shared/identity/person';

/** A reader of threads: who they are, and who may act where while they read. */
export interface ThreadReader {
  readonly roster: Roster;
  readonly personId: PersonId;
}

/** The threads that their reader may see, as they meet them. `readCounts`: how many comments of each thread they have marked as read. */
export function threadViews(
  reader: ThreadReader,
  threads: readonly Thread[],
  readCounts: ReadonlyMap<string, number>,
): readonly ThreadView[] {
  const { roster, personId } = reader;
  return threads
    .filter((thread) => seesThread(roster, thread, personId))
    .map((thread) => threadView(reader, thread, readCounts.get(thread.id) ?? 0));
}

/** One thread as its reader meets it: without what its comments said before. */
export function threadView(
  { roster, personId }: ThreadReader,
  thread: Thread,
  marked: number,
): ThreadView {
  const { can, needsNote } = abilitiesIn(roster, thread, personId);
  const waitsFor = waitedFor(roster, thread);
  const view = (comment: Comment): CommentView =>
    commentView(comment, can.includes('edit') && mayEdit(thread, comment, personId));
  const [first, ...others] = thread.comments;
  return {
    ...thread,
    comments: [view(first), ...others.map(view)],
    readCount: readCountOf(thread, personId, marked),
    can,
    ...(needsNote && { needsNote }),
    ...(waitsFor.length > 0 && { waitsFor }),
  };
}

function commentView({ earlier, ...comment }: Comment, canEdit: boolean): CommentView {
  const last = earlier.at(-1);
  return { ...comment, ...(last && { editedAt: last.at }), ...(canEdit && { canEdit }) };
}

/** One's own comments count as read, those right after the mark included. */
function readCountOf({ comments }: Thread, personId: PersonId, marked: number): number {
  const unread = comments.findIndex(
    (comment, index) => index >= marked && comment.author.personId !== personId,
  );
  return unread === -1 ? comments.length : unread;
}
