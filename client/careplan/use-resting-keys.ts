import { type RefObject, useEffect, useRef } from 'react';

/**
 * An element, with `tabIndex` -1, that can take the keyboard when the editor that had it is gone: the space bar of
 * somebody who goes on typing does not scroll the page there.
 */
export function useRestingKeys(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = element;
    const rest = (event: KeyboardEvent): void => {
      if (event.target === current && event.key === ' ') event.preventDefault();
    };
    current?.addEventListener('keydown', rest);
    return () => current?.removeEventListener('keydown', rest);
  }, []);
  return element;
}
