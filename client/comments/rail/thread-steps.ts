import { type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

/** The thread after or before one, round the end; the first or last where none is open. */
export function nextThread(
  threads: readonly ThreadView[],
  from: ThreadId | undefined,
  by: 1 | -1,
): ThreadView | undefined {
  const present = threads.findIndex(({ id }) => id === from);
  if (present === -1) return threads.at(by === 1 ? 0 : -1);
  return threads[(present + by + threads.length) % threads.length];
}
