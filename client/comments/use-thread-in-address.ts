import { type ThreadId } from '@alliance/shared/comments/thread';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { useStore } from '../ui/use-store.ts';
import { type Commenting } from './commenting.ts';

/** Keeps the open thread in the address, and opens the one that the address names (RL12). */
export function useThreadInAddress({ desk }: Commenting): void {
  const navigate = useNavigate();
  const { thread: named } = useSearch({ strict: false });
  const threads = useStore(desk.threads, undefined);
  const active = useStore(desk.active, undefined);
  /** What the address said when it was last followed or written. */
  const followed = useRef<string>(undefined);
  useEffect(() => {
    if (named === followed.current || threads === undefined) return;
    followed.current = named;
    const thread = threads.find(({ id }) => id === named);
    if (thread !== undefined) desk.activate(thread.id, 'elsewhere');
    else if (named === undefined) desk.activate(undefined, 'elsewhere');
  }, [desk, named, threads]);
  useEffect(() => {
    if (active === followed.current || (active === undefined && isUnknown(named, threads))) return;
    followed.current = active;
    void navigate({
      to: '.',
      search: ({ thread: _closed, ...search }) =>
        active === undefined ? search : { ...search, thread: active },
      // The page stays where it is: the thread is shown by itself.
      state: (state) => ({ ...state, keepsPlace: true }),
      replace: true,
      resetScroll: false,
    });
  }, [active, named, navigate, threads]);
}

/** The address names a thread that has not been loaded, or cannot be seen: it stays as it is. */
function isUnknown(
  named: string | undefined,
  threads: readonly { readonly id: ThreadId }[] | undefined,
): boolean {
  return named !== undefined && threads?.some(({ id }) => id === named) !== true;
}
