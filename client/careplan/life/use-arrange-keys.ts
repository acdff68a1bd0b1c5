import { useEffect, useRef } from 'react';

/** Alt and Shift with an arrow move the section whose heading, or row in the outline, has the keyboard. */
export function useArrangeKeys(onStep: (sectionKey: string, by: 1 | -1) => void): void {
  const latest = useRef(onStep);
  useEffect(() => {
    latest.current = onStep;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
      if (by === undefined || !event.altKey || !event.shiftKey) return;
      if (event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const key = focusedSection();
      if (key === undefined) return;
      event.preventDefault();
      latest.current(key, by);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function focusedSection(): string | undefined {
  const { activeElement } = document;
  const row = activeElement?.closest('[data-outline-row]')?.getAttribute('data-outline-row');
  if (row !== null && row !== undefined) return row;
  return activeElement?.matches('h2[id^="heading-"]') === true
    ? activeElement.id.slice('heading-'.length)
    : undefined;
}
