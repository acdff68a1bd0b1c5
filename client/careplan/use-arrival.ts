import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * Brings the section that the address names into the window, each time it is gone to, and puts the keyboard at its
 * heading. Back and forward return to where one was instead (PG29).
 */
export function useArrival(sectionKey: string | undefined): void {
  // A new object after each visit, also to the same address.
  const location = useLocation();
  const { history } = useRouter();
  const isReturning = useRef(false);
  useEffect(
    () =>
      history.subscribe(({ action }) => {
        isReturning.current = action.type !== 'PUSH' && action.type !== 'REPLACE';
      }),
    [history],
  );
  useEffect(() => {
    const hasReturned = isReturning.current;
    isReturning.current = false;
    if (hasReturned || location.state.keepsPlace === true) return;
    if (sectionKey === undefined || !location.pathname.endsWith(sectionKey)) return;
    // The focus first: the room for the bars above is kept for what has it.
    document.getElementById(`heading-${sectionKey}`)?.focus({ preventScroll: true });
    document.getElementById(sectionKey)?.scrollIntoView({ block: 'start' });
  }, [sectionKey, location]);
}
