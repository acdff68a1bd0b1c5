import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Brings the section that the address names into the window, each time it is gone to, and puts the keyboard at its heading. */
export function useArrival(sectionKey: string | undefined): void {
  const visit = useLocation({ select: (location) => location.state.__TSR_key });
  useEffect(() => {
    if (sectionKey === undefined) return;
    document.getElementById(sectionKey)?.scrollIntoView({ block: 'start' });
    document.getElementById(`heading-${sectionKey}`)?.focus({ preventScroll: true });
  }, [sectionKey, visit]);
}
