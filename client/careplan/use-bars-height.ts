import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Keeps the page's `--bars` at the height of an element, so that whatever sticks below it is never covered (PG26). */
export function useBarsHeight(): RefObject<HTMLDivElement | null> {
  const bars = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = bars;
    if (current === null) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty('--bars', `${current.getBoundingClientRect().height}px`);
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      style.removeProperty('--bars');
    };
  }, []);
  return bars;
}
