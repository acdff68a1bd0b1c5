import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

/**
 * Adds what the server said about some threads. Of each thread the newest version stays, whatever the order in which
 * the answers arrived, and what was read stays read. Oldest thread first.
 */
export function mergeThreads(
  known: readonly ThreadView[],
  answered: readonly ThreadView[],
): readonly ThreadView[] {
  const threads = new Map<ThreadId, ThreadView>(known.map((thread) => [thread.id, thread]));
  for (const thread of answered) threads.set(thread.id, newest(threads.get(thread.id), thread));
  return [...threads.values()].toSorted(byAge);
}

function newest(known: ThreadView | undefined, answered: ThreadView): ThreadView {
  if (known === undefined) return answered;
  const thread = answered.version >= known.version ? answered : known;
  const readCount = Math.max(known.readCount, answered.readCount);
  return readCount === thread.readCount ? thread : { ...thread, readCount };
}

/** The first comment has the age of its thread; ids of version 7 are in order of time. */
function byAge(one: ThreadView, other: ThreadView): number {
  const [earlier, later] = [one.comments[0].at, other.comments[0].at];
  if (earlier !== later) return earlier < later ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
