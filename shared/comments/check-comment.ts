import { type Roster } from '../access/roster.ts';
import { type ThreadPlace, seatSeesThread } from '../access/thread-access.ts';
import { isCalled } from '../access/thread-relations.ts';
import { type Seat } from '../alliance/alliance.ts';
import {
  commentCharactersMax,
  commentsPerThreadMax,
  mentionsMax,
  threadCharactersMax,
} from '../limits.ts';
import { type NewComment } from './thread-command.ts';
import { type ThreadRefusalReason } from './thread-refusals.ts';
import { type Comment, type Mention, type Thread, type Words } from './thread.ts';

/** Why a comment cannot be added to a thread; undefined when it can. */
export function obstacleToComment(
  roster: Roster,
  thread: Thread,
  given: NewComment,
): ThreadRefusalReason | undefined {
  if (thread.comments.length >= commentsPerThreadMax) return 'comments-full';
  if (thread.comments.some(({ id }) => id === given.commentId)) return 'comment-there';
  return obstacleToWords(roster, thread, given) ?? obstacleToSize(thread, given.words);
}

/** Whether a thread has become too large for further words (CM20). */
export function obstacleToSize(thread: Thread, words: Words): 'thread-full' | undefined {
  const said = thread.comments.flatMap((comment) => [comment, ...comment.earlier]);
  const characters = [{ words }, ...said]
    .flatMap((each) => boxesOf(each.words))
    .reduce((sum, box) => sum + box.length, 0);
  return characters > threadCharactersMax ? 'thread-full' : undefined;
}

/** Why something cannot be said there: the words themselves (CM15), or whom they call (CM16); undefined when it can. */
export function obstacleToWords(
  roster: Roster,
  place: ThreadPlace,
  said: Pick<Comment, 'words' | 'mentions'>,
): ThreadRefusalReason | undefined {
  const boxes = boxesOf(said.words);
  if (boxes.some((box) => box.length > commentCharactersMax)) return 'too-long';
  if (!boxes.some((box) => canBeSeen.test(box))) return 'nothing-written';
  const isHeard = said.mentions.every((mention) => isHeardBySomeSeat(roster, place, mention));
  return isHeard && said.mentions.length <= mentionsMax ? undefined : 'nobody-called';
}

/** The text of a comment, or the four boxes of SBAR in their order. */
export function boxesOf(words: Words): readonly string[] {
  if ('text' in words) return [words.text];
  const { situation, background, assessment, recommendation } = words.sbar;
  return [situation, background, assessment, recommendation];
}

/** Whether two comments say the same. */
export function saysTheSame(one: Words, other: Words): boolean {
  if ('text' in one !== 'text' in other) return false;
  const boxes = boxesOf(other);
  return boxesOf(one).every((box, index) => box === boxes[index]);
}

/** Whether two comments call the same, in whatever order. */
export function callsTheSame(one: readonly Mention[], other: readonly Mention[]): boolean {
  const [ones, others] = [one, other].map((mentions) => new Set(mentions.map(keyOf)));
  return ones !== undefined && others !== undefined && ones.symmetricDifference(others).size === 0;
}

function keyOf(mention: Mention): string {
  return 'seatId' in mention ? `seat ${mention.seatId}` : mention.disciplineKey;
}

/** Something that is neither space nor control, mark, filler or blank. */
const canBeSeen = /[^\s\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A mention that nobody could ever answer is worse than a refusal: the seat is accepted, and may see the thread. */
function isHeardBySomeSeat(roster: Roster, place: ThreadPlace, mention: Mention): boolean {
  return roster.alliance.seats.some(
    (seat: Seat) => isCalled(seat, mention) && seatSeesThread(roster, place, seat),
  );
}
