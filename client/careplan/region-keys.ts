import { useEffect } from 'react';

/** F6 goes round the regions of the page, Shift+F6 backwards (PG7). A region is an element with `data-region`. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      focusNextRegion(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || region.getClientRects().length > 0,
  );
  const present = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(present + step + regions.length) % regions.length];
  if (next === undefined) return;
  next.tabIndex = -1;
  next.focus();
}

/** Alt with an arrow goes to the section before or after, also from inside an editor (PG7). */
export function useSectionKeys(keys: readonly string[], onGo: (key: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = keys[nextIndex(keys, step)];
      if (next === undefined) return;
      event.preventDefault();
      onGo(next);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [keys, onGo]);
}

function nextIndex(keys: readonly string[], step: number): number {
  const focused = document.activeElement?.closest('#plan article')?.id;
  const present = focused === undefined ? inWindow(keys) : keys.indexOf(focused);
  return Math.min(Math.max(present + step, 0), keys.length - 1);
}

/** The last section whose beginning is above the middle of the window; −1 above the first. */
function inWindow(keys: readonly string[]): number {
  const middle = window.innerHeight / 2;
  return keys.findLastIndex((key) => {
    const top = document.getElementById(key)?.getBoundingClientRect().top;
    return top !== undefined && top < middle;
  });
}
