import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { useEffect } from 'react';

import { type Desk } from '../desk/desk.ts';

/** What stands open on a screen that somebody can look at is read, on every device of the reader (RL9); in a hidden tab when they come back to it. */
export function useReading(desk: Desk, { id, comments }: ThreadView): void {
  const count = comments.length;
  useEffect(() => {
    const read = (): void => {
      if (document.visibilityState === 'visible') desk.markRead(id, count);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [desk, id, count]);
}
