import { type RefObject, useEffect } from 'react';

/**
 * Keeps the keyboard in a card: when what has the focus goes away, as a button that was pressed and is done, the focus
 * goes to the card's head, and not to the top of the page (RL4).
 */
export function useKeptFocus(
  card: RefObject<HTMLElement | null>,
  head: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const element = card.current;
    if (element === null) return undefined;
    let focused: Element | undefined;
    const remember = ({ target }: FocusEvent): void => {
      focused = target instanceof Element ? target : undefined;
    };
    // What is still there after the event was left by its person, and did not go away.
    const forget = (): void => {
      const left = focused;
      queueMicrotask(() => {
        if (left === focused && left?.isConnected === true) focused = undefined;
      });
    };
    const keep = (): void => {
      if (focused === undefined || focused.isConnected) return;
      focused = undefined;
      if (document.activeElement === document.body) head.current?.focus({ preventScroll: true });
    };
    const changes = new MutationObserver(keep);
    changes.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    return () => {
      changes.disconnect();
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
    };
  }, [card, head]);
}
