import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { useStore } from '../ui/use-store.ts';
import { type Commenting } from './commenting.ts';

/** Keeps the open thread in the address, and opens the one that the address names as soon as it is known (RL12). */
export function useThreadInAddress({ desk }: Pick<Commenting, 'desk'>): void {
  const navigate = useNavigate();
  const { thread: named } = useSearch({ strict: false });
  const threads = useStore(desk.threads, undefined);
  /** What the address said when it was last followed or written. */
  const followed = useRef<string>(undefined);
  useEffect(() => {
    if (named === followed.current || threads === undefined) return;
    const thread = threads.find(({ id }) => id === named);
    // A thread that is not there yet may still come; the address stays as it is.
    if (thread === undefined && named !== undefined) return;
    followed.current = named;
    desk.activate(thread?.id, 'elsewhere');
  }, [desk, named, threads]);
  useEffect(() => {
    const end = desk.active.subscribe(() => {
      const active = desk.active.get();
      if (active === followed.current) return;
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
    });
    return () => {
      end();
      desk.activate(undefined, 'elsewhere');
    };
  }, [desk, navigate]);
}
