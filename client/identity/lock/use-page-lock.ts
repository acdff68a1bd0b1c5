import { useEffect } from 'react';

import { type PageLock } from './page-lock.ts';

const touches = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;

/** Lets a lock hear whoever is at the page, the key that locks it (Ctrl+Alt+L), and the moments after a sleep. */
export function usePageLock(lock: PageLock | undefined): void {
  useEffect(() => lock?.start(), [lock]);
  useEffect(() => {
    if (lock === undefined) return undefined;
    const ended = new AbortController();
    const listening = { capture: true, passive: true, signal: ended.signal } as const;
    const onTouch = (): void => lock.touch();
    for (const touch of touches) window.addEventListener(touch, onTouch, listening);
    window.addEventListener('pointermove', whenMoved(onTouch), listening);
    const onKey = (event: KeyboardEvent): void => {
      if (isLockKey(event)) lock.lockNow();
    };
    window.addEventListener('keydown', onKey, listening);
    const onLook = (): void => lock.look();
    document.addEventListener('visibilitychange', onLook, listening);
    window.addEventListener('focus', onLook, listening);
    lock.touch();
    return () => ended.abort();
  }, [lock]);
}

/** The pointer counts when it has moved on the screen: below a pointer that rests, a page moves by itself. */
function whenMoved(onMove: () => void): (event: PointerEvent) => void {
  let before: { readonly x: number; readonly y: number } | undefined;
  return ({ screenX: x, screenY: y }) => {
    const hasMoved = before !== undefined && (before.x !== x || before.y !== y);
    before = { x, y };
    if (hasMoved) onMove();
  };
}

/**
 * By the key's place on the keyboard: with Alt it writes something else on many. Where AltGr counts as both, as on
 * Windows, it writes a letter (ł) and locks nothing.
 */
function isLockKey(event: KeyboardEvent): boolean {
  const { code, ctrlKey, altKey, shiftKey, metaKey } = event;
  const isChord = ctrlKey && altKey && !shiftKey && !metaKey;
  return code === 'KeyL' && isChord && !event.getModifierState('AltGraph');
}
