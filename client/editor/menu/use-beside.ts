import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom';
import { type RefObject, useLayoutEffect } from 'react';

/** A place in the text that something floats beside. */
export interface Anchor {
  /** The text that it scrolls with. */
  readonly text: HTMLElement;
  readonly box: () => DOMRect;
}

const edge = 8;

/**
 * Keeps an element beside a place in the text while either moves: in the window, and no taller than the room there
 * (`--room`). Its place is set through the CSS object model, which the content security policy allows.
 */
export function useBeside(
  element: RefObject<HTMLElement | null>,
  anchor: Anchor | undefined,
  placement: 'bottom-start' | 'top',
): void {
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null || anchor === undefined) return undefined;
    const reference = { getBoundingClientRect: anchor.box, contextElement: anchor.text };
    const put = async (): Promise<void> => {
      const { x, y } = await computePosition(reference, current, {
        placement,
        strategy: 'fixed',
        middleware: [
          offset(6),
          flip({ padding: edge }),
          shift({ padding: edge }),
          size({
            padding: edge,
            apply: ({ availableHeight }) => setRoom(current, availableHeight),
          }),
        ],
      });
      current.style.left = `${x}px`;
      current.style.top = `${y}px`;
    };
    return autoUpdate(reference, current, () => void put());
  }, [element, anchor, placement]);
}

function setRoom(element: HTMLElement, height: number): void {
  element.style.setProperty('--room', `${Math.floor(height)}px`);
}
