import { useEffect } from 'react';

import { closePalette, palette, showPalette } from '../../ui/commands/palette.ts';
import { isWritingIn, singleKeys } from '../../ui/commands/single-keys.ts';

/** Ctrl or ⌘ with K opens the command palette, with / what the keys do; ? does so outside of text, where single keys are on (PG62, PG63). Nothing while the page is locked or asks something. */
export function usePaletteKeys(isLocked: boolean): void {
  useEffect(() => {
    if (isLocked) {
      if (palette.get() !== 'closed') closePalette();
      return undefined;
    }
    const onKey = (event: KeyboardEvent): void => {
      const shown = shownBy(event);
      if (shown === undefined || event.defaultPrevented || isAsked()) return;
      event.preventDefault();
      showPalette(shown);
    };
    // A text may have a use of its own for the key; what it has taken is taken.
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isLocked]);
}

function shownBy(event: KeyboardEvent): 'commands' | 'keys' | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target, isComposing } = event;
  if (isComposing) return undefined;
  const isMac = navigator.platform.startsWith('Mac');
  const isCommand = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (isCommand && !altKey && !shiftKey) {
    if (key.toLowerCase() === 'k') return 'commands';
    return key === '/' ? 'keys' : undefined;
  }
  const isSingle = key === '?' && !ctrlKey && !metaKey && !altKey && !event.repeat;
  return isSingle && singleKeys.get() && !isWritingIn(target) ? 'keys' : undefined;
}

/** A dialog waits for an answer: nothing lies over that. */
function isAsked(): boolean {
  return palette.get() !== 'closed' || document.querySelector('[aria-modal="true"]') !== null;
}
