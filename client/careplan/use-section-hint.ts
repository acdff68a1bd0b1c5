import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Why a section did not do what was asked. */
export type HintKind = 'blocked' | 'nothingToUndo' | 'full' | 'table';

/** A hint and where in the window it stands. */
export interface Hint {
  readonly kind: HintKind;
  /** CSS pixels from the top of the window. */
  readonly top: number;
  /** How high it can be. */
  readonly room: number;
}

/** The hint of one section: shown until it is dismissed or the section is left. */
export interface SectionHint {
  readonly hint: Hint | undefined;
  readonly show: (kind: HintKind) => void;
  readonly dismiss: () => void;
  /** The section's own element. */
  readonly section: RefObject<HTMLElement | null>;
}

/** Keeps the hint of a section, and finds the place for it where the answer is looked for: in the window, beside the caret (PG28). */
export function useSectionHint(): SectionHint {
  const [hint, setHint] = useState<Hint>();
  const show = useCallback((kind: HintKind) => setHint({ kind, ...placeFor() }), []);
  const dismiss = useCallback(() => setHint(undefined), []);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = section;
    const onFocusOut = ({ relatedTarget }: FocusEvent): void => {
      const isInside = relatedTarget instanceof Node && current?.contains(relatedTarget) === true;
      // Another window came to the front: the hint is still to be read.
      if (document.hasFocus() && !isInside) setHint(undefined);
    };
    current?.addEventListener('focusout', onFocusOut);
    return () => current?.removeEventListener('focusout', onFocusOut);
  }, []);
  return useMemo(() => ({ hint, show, dismiss, section }), [hint, show, dismiss]);
}

/** The room that a hint needs, with and without scrolling in it, and the next line that is left free under the caret. */
const hintHeight = 190;
const hintHeightMin = 100;
const nextLine = 32;
const gap = 8;

/** Below the bars, where no keyboard of a phone covers it; beside the caret when that stands there. */
function placeFor(): Omit<Hint, 'kind'> {
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  const belowBars = (Number.parseFloat(scrollPaddingTop) || 0) + gap;
  const caret = caretBox();
  const isInTheWay =
    caret !== undefined && caret.bottom > belowBars && caret.top < belowBars + hintHeight;
  if (!isInTheWay) return { top: belowBars, room: window.innerHeight - belowBars - gap };
  const below = caret.bottom + nextLine;
  const roomBelow = window.innerHeight - below - gap;
  return roomBelow >= hintHeightMin || roomBelow >= caret.top
    ? { top: below, room: roomBelow }
    : { top: gap, room: caret.top - 2 * gap };
}

function caretBox(): DOMRect | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0) return undefined;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  if (box.height > 0) return box;
  // In an empty line a range has no box of its own.
  const { focusNode } = selection;
  return focusNode instanceof Element ? focusNode.getBoundingClientRect() : undefined;
}
