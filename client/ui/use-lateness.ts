import { useEffect, useState } from 'react';

/** Becomes true when this many milliseconds have passed since it was first shown. */
export function useLateness(patienceMs: number): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [patienceMs]);
  return isLate;
}
