import { type TextRange } from '@alliance/shared/comments/anchor';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { wordAt } from '@alliance/shared/comments/word-at';
import { type PointerEvent, useRef } from 'react';

import { anchorOf, runningOf, sourceOf } from '../begin-comment.ts';
import { type Commenting } from '../commenting.ts';
import { keyOf } from '../rail/rail-items.ts';
import { domRangeOf, placeOf, textElementOf } from './dom-range.ts';
import { keptRange } from './kept-words.ts';

/** Puts an unplaced thread at the words that were selected last in its section; nothing when there are none. */
export function attachToSelection(commenting: Commenting, thread: ThreadView): void {
  const range = keptRange(keyOf(thread));
  if (range !== undefined) attach(commenting, thread, range);
}

function attach({ desk, text }: Commenting, thread: ThreadView, range: TextRange): void {
  const key = keyOf(thread);
  const source = key === undefined ? undefined : sourceOf(text.docOf(key), key);
  const anchor = source && anchorOf(source, range);
  if (anchor === undefined) return;
  // What the server refuses stays in the outbox, which says so.
  void desk.change(thread.id, { type: 'attach', anchor });
  desk.activate(thread.id, 'rail');
}

/** The handlers of what is dragged: over the text of its own section the word under the pointer is marked, and the drop puts the thread there. Escape lets go. */
interface DragHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerCancel(event: PointerEvent<HTMLElement>): void;
}

/** Lets a thread be dragged to the words where it belongs. */
export function useDragToWords(commenting: Commenting, thread: ThreadView): DragHandlers {
  const drag = useRef<{ target: TextRange | undefined; readonly end: () => void }>(undefined);
  const finish = (isDropped: boolean): void => {
    const { current } = drag;
    drag.current = undefined;
    current?.end();
    mark(undefined);
    if (isDropped && current?.target !== undefined) attach(commenting, thread, current.target);
  };
  const letGo = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    finish(false);
  };
  return {
    onPointerDown(event) {
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      window.addEventListener('keydown', letGo, { capture: true });
      drag.current = {
        target: undefined,
        end: () => window.removeEventListener('keydown', letGo, { capture: true }),
      };
    },
    onPointerMove({ clientX, clientY }) {
      const { current } = drag;
      if (current === undefined) return;
      current.target = wordUnder(commenting, thread, { clientX, clientY });
      mark(current.target && rangeOnPage(thread, current.target));
    },
    onPointerUp: () => finish(true),
    onPointerCancel: () => finish(false),
  };
}

interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

function wordUnder(
  { text }: Commenting,
  thread: ThreadView,
  { clientX, clientY }: Point,
): TextRange | undefined {
  const key = keyOf(thread);
  const element = key === undefined ? undefined : textElementOf(key);
  const caret = caretAt(clientX, clientY);
  if (key === undefined || element === undefined || caret === undefined) return undefined;
  if (!element.contains(caret.node)) return undefined;
  const place = placeOf(element, caret.node, caret.offset);
  const source = sourceOf(text.docOf(key), key);
  return place && source && wordAt(runningOf(source), place);
}

/** The point of the text under a point of the window; browsers have two names for it. */
function caretAt(
  x: number,
  y: number,
): { readonly node: Node; readonly offset: number } | undefined {
  const hasPositions: boolean = 'caretPositionFromPoint' in document;
  if (hasPositions) {
    const position = document.caretPositionFromPoint(x, y);
    return position === null ? undefined : { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range === null ? undefined : { node: range.startContainer, offset: range.startOffset };
}

function rangeOnPage(thread: ThreadView, range: TextRange): Range | undefined {
  const key = keyOf(thread);
  const element = key === undefined ? undefined : textElementOf(key);
  return element && domRangeOf(element, range);
}

/** Shows where the drop would go. */
function mark(range: Range | undefined): void {
  if (!('highlights' in CSS)) return;
  if (range === undefined) CSS.highlights.delete('reading-place');
  else CSS.highlights.set('reading-place', new Highlight(range));
}
