import { isPatientSide } from '@alliance/shared/alliance/discipline';
import { waitsForReadBack } from '@alliance/shared/comments/critical';
import { type Author } from '@alliance/shared/comments/thread';
import { type CommentView, type ThreadView } from '@alliance/shared/comments/thread-view';

/** Where a thread stands between the team and the patient with their family. */
export type Standing =
  /** On its way to the server. */
  | { readonly is: 'sending' }
  /** Nobody of the team has answered the newest words; since these (ISO 8601 instant). */
  | { readonly is: 'waiting'; readonly since: string }
  /** Somebody of the team has answered. */
  | { readonly is: 'answered'; readonly by: Author }
  /** The team began it, and nobody has answered. */
  | { readonly is: 'written'; readonly by: Author }
  /** The team began it, and patient or family has answered. */
  | { readonly is: 'replied'; readonly by: Author; readonly at: string }
  | { readonly is: 'closed'; readonly by: Author; readonly at: string };

/** Where a thread stands. */
export function standingOf({ version, resolved, status, comments }: ThreadView): Standing {
  if (version === 0) return { is: 'sending' };
  if (status === 'resolved' && resolved !== undefined) return { is: 'closed', ...resolved };
  const [first] = comments;
  const newest = comments.at(-1) ?? first;
  if (isOfTeam(newest)) return { is: isOfTeam(first) ? 'written' : 'answered', by: newest.author };
  if (isOfTeam(first)) return { is: 'replied', by: newest.author, at: newest.at };
  const answer = comments.findLastIndex(isOfTeam);
  return { is: 'waiting', since: (comments[answer + 1] ?? first).at };
}

/** Whether somebody of the team wrote it, and not patient or family. */
export function isOfTeam({ author }: CommentView): boolean {
  return !isPatientSide(author.disciplineKey);
}

/** Whether something in a thread has not been read. */
export function isUnread({ readCount, comments }: ThreadView): boolean {
  return readCount < comments.length;
}

/** Whether it must not be folded away with what is old: not read, or not understood yet. */
export function mustBeSeen(thread: ThreadView): boolean {
  return isUnread(thread) || waitsForReadBack(thread);
}

/** What must be understood first, then newest activity first. */
export function newestFirst(threads: readonly ThreadView[]): readonly ThreadView[] {
  return threads.toSorted(
    (one, other) =>
      Number(waitsForReadBack(other)) - Number(waitsForReadBack(one)) ||
      lastAt(other) - lastAt(one),
  );
}

/** When something happened last in a thread; milliseconds since the epoch. */
function lastAt({ comments, resolved }: ThreadView): number {
  const said = Date.parse((comments.at(-1) ?? comments[0]).at);
  return resolved === undefined ? said : Math.max(said, Date.parse(resolved.at));
}
