import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { useStore } from '../ui/use-store.ts';
import { type Commenting } from './commenting.ts';

/** Keeps the open thread in the address, and opens the one that the address names as soon as it is known (RL12). */
export function useThreadInAddress({ desk }: Pick<Commenting, 'desk'>): void {
  const navigate = useNavigate();
  const { thread: named } = useSearch({ strict: false });
  const isOwed = useLocation({ select: ({ state }) => state.leadsToOwed === true });
  const threads = useStore(desk.threads, undefined);
  /** What the address said when it was last looked at. */
  const seen = useRef<string>(undefined);
  /** What it says, or will say as soon as it has been written. */
  const agreed = useRef<string>(undefined);
  const writing = useRef(0);
  useEffect(() => {
    if (named === seen.current || threads === undefined) return;
    const thread = threads.find(({ id }) => id === named);
    // A thread that is not there yet may still come; the address stays as it is, and the rail says so.
    if (thread === undefined && named !== undefined) return desk.setSheetOpen(true);
    seen.current = named;
    // What was opened here comes back by the address: whoever opened it in the text is still typing there.
    if (named === agreed.current || writing.current > 0) return;
    agreed.current = named;
    desk.activate(thread?.id, isOwed ? 'owed' : 'elsewhere');
  }, [desk, named, threads, isOwed]);
  useEffect(() => {
    const end = desk.active.subscribe(() => {
      const active = desk.active.get();
      if (active === agreed.current) return;
      agreed.current = active;
      writing.current += 1;
      const written = navigate({
        to: '.',
        search: ({ thread: _closed, ...search }) =>
          active === undefined ? search : { ...search, thread: active },
        // The page stays where it is: the thread is shown by itself.
        state: ({ leadsToOwed: _led, ...state }) => ({ ...state, keepsPlace: true }),
        replace: true,
        resetScroll: false,
      });
      void written.finally(() => {
        writing.current -= 1;
      });
    });
    return () => {
      end();
      desk.activate(undefined, 'elsewhere');
    };
  }, [desk, navigate]);
}
