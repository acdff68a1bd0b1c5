import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Brings the section that the address names into the window, each time it is gone to, and puts the keyboard at its heading. */
export function useArrival(sectionKey: string | undefined): void {
  // A new object after each visit, also to the same address.
  const location = useLocation();
  useEffect(() => {
    if (sectionKey === undefined || !location.pathname.endsWith(sectionKey)) return;
    // The focus first: the room for the bars above is kept for what has it.
    document.getElementById(`heading-${sectionKey}`)?.focus({ preventScroll: true });
    document.getElementById(sectionKey)?.scrollIntoView({ block: 'start' });
  }, [sectionKey, location]);
}
