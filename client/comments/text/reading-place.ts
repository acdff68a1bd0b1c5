/**
 * Where somebody is in text that they may comment and not edit. A click leaves a caret there; whoever uses the keyboard
 * alone has a marked word instead, which the arrow keys move, so that it is seen what typing will comment on (RL6).
 *
 *   ← →   word by word      ↑ ↓   line by line of the section (its blocks)      with Shift: selects
 *
 * A finger has neither caret nor keys there: the word that it touched is marked, and the page offers to comment on it.
 */
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Place, type TextRange } from '@alliance/shared/comments/anchor';
import { wordAt } from '@alliance/shared/comments/word-at';

import { type Source, type Store, createSource } from '../../sync/store.ts';
import { type Commenting, mayComment, phoneQuery } from '../commenting.ts';
import { blocksOf, domRangeOf, lengthOf, placeOf, textElementOf } from './dom-range.ts';
import { runningTextOf } from './places.ts';
import { selectedIn } from './selected.ts';

/** A word that is marked because somebody touched it. */
export interface TouchedWord {
  readonly section: SectionView;
  readonly range: TextRange;
  readonly words: string;
}

const touched: Source<TouchedWord | undefined> = createSource<TouchedWord | undefined>(undefined);

/** The word that was touched last, while it is marked. */
export const touchedWord: Store<TouchedWord | undefined> = touched;

/** The selected words, the caret that a click or the arrow keys left in a section, or else its first line that says something. */
export function readPlace(plan: PlanView, section: SectionView): Place | TextRange | undefined {
  const selected = selectedIn(plan);
  if (selected?.section.key === section.key) return selected.range ?? selected.focus;
  const text = textElementOf(section.key);
  const block = text === undefined ? -1 : blocksOf(text).findIndex((each) => lengthOf(each) > 0);
  return block === -1 ? undefined : { block, offset: 0 };
}

/** Lets the arrow keys move through text that can only be commented, until the returned function is called. */
export function followReading(commenting: Commenting): () => void {
  const onKey = (event: KeyboardEvent): void => moved(commenting.page.plan, event);
  const onFocus = (): void => showWord(commenting.page.plan);
  const onClick = (event: MouseEvent): void => markTouched(commenting.page.plan, event);
  const onDown = ({ target }: Event): void => {
    // What is offered for the word must be there when the finger is lifted.
    if (!(target instanceof Element) || target.closest('nav') === null) hideWord();
  };
  document.addEventListener('keydown', onKey);
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', hideWord);
  document.addEventListener('pointerdown', onDown);
  document.addEventListener('click', onClick);
  return () => {
    document.removeEventListener('keydown', onKey);
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', hideWord);
    document.removeEventListener('pointerdown', onDown);
    document.removeEventListener('click', onClick);
    hideWord();
  };
}

const steps: Readonly<Record<string, { readonly by: 1 | -1; readonly over: 'word' | 'block' }>> = {
  ArrowRight: { by: 1, over: 'word' },
  ArrowLeft: { by: -1, over: 'word' },
  ArrowDown: { by: 1, over: 'block' },
  ArrowUp: { by: -1, over: 'block' },
};

function moved(plan: PlanView, event: KeyboardEvent): void {
  const step = steps[event.key];
  const section = readSection(plan);
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (step === undefined || section === undefined || !isPlain || event.defaultPrevented) return;
  const text = textElementOf(section.key);
  const at = text && placeIn(plan, section);
  const next = text && at && wordAfter(text, at, step);
  if (text === undefined || next === undefined) return;
  event.preventDefault();
  const range = domRangeOf(text, next);
  if (range !== undefined) select(range, event.shiftKey);
  showWord(plan);
  bringIntoWindow(range);
}

/** The section whose text has the keyboard, if it can be commented and not edited. */
function readSection(plan: PlanView): SectionView | undefined {
  const key = document.activeElement?.closest('.prose')?.closest('article')?.id;
  const section = plan.sections.find((each) => each.key === key);
  return section !== undefined && mayComment(section) && section.access !== 'edit'
    ? section
    : undefined;
}

function placeIn(plan: PlanView, section: SectionView): Place | undefined {
  const selected = selectedIn(plan);
  if (selected?.section.key === section.key) return selected.focus;
  const place = readPlace(plan, section);
  return place !== undefined && 'block' in place ? place : undefined;
}

/** The word that an arrow leads to; undefined at the end of the text. */
function wordAfter(
  text: HTMLElement,
  at: Place,
  { by, over }: { readonly by: 1 | -1; readonly over: 'word' | 'block' },
): TextRange | undefined {
  const running = runningTextOf(text);
  const words = running.starts.flatMap((_start, block) => wordsOfBlock(running, block));
  const present = wordAt(running, at)?.from ?? at;
  const candidates = words.filter(({ from }) =>
    over === 'word'
      ? (from.block - present.block || from.offset - present.offset) * by > 0
      : (from.block - present.block) * by > 0,
  );
  if (by === 1) return candidates[0];
  const last = candidates.at(-1);
  if (over === 'word' || last === undefined) return last;
  return candidates.find(({ from }) => from.block === last.from.block);
}

function wordsOfBlock(
  running: ReturnType<typeof runningTextOf>,
  block: number,
): readonly TextRange[] {
  const start = running.starts[block] ?? 0;
  const end = running.starts[block + 1] ?? running.text.length;
  const words: TextRange[] = [];
  for (const { index } of running.text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = wordAt(running, { block, offset: index });
    // Part of the word before: `08:00` is one.
    if (word !== undefined && word.from.offset !== words.at(-1)?.from.offset) words.push(word);
  }
  return words;
}

function select(range: Range, isSelecting: boolean): void {
  const selection = document.getSelection();
  if (isSelecting && selection?.anchorNode) selection.extend(range.endContainer, range.endOffset);
  else selection?.collapse(range.startContainer, range.startOffset);
}

/** Marks the word that typing would comment on; a selection is seen by itself. */
function showWord(plan: PlanView): void {
  if (!('highlights' in CSS)) return;
  hideWord();
  const section = readSection(plan);
  // Whoever clicked sees where they are.
  if (section === undefined || document.activeElement?.matches(':focus-visible') !== true) return;
  const text = textElementOf(section.key);
  const place = placeIn(plan, section);
  const word = text && place && wordAt(runningTextOf(text), place);
  const range = text && word && domRangeOf(text, word);
  if (range !== undefined) CSS.highlights.set('reading-place', new Highlight(range));
}

/** Not every browser leaves a caret where a finger touched text that cannot be edited: the point itself is asked. */
function markTouched(plan: PlanView, event: MouseEvent): void {
  const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
  if (!isTouch && !matchMedia(phoneQuery).matches) return;
  const key =
    event.target instanceof Element
      ? event.target.closest('.prose')?.closest('article')?.id
      : undefined;
  const section = plan.sections.find((each) => each.key === key);
  if (section === undefined || !mayComment(section) || section.access === 'edit') return;
  if (document.getSelection()?.isCollapsed === false) return;
  const text = textElementOf(section.key);
  const at = text && placeAtPoint(text, event);
  const running = text && runningTextOf(text);
  const range = at && running && wordAt(running, at);
  const marked = text && range && domRangeOf(text, range);
  if (range === undefined || marked === undefined) return;
  touched.set({ section, range, words: marked.toString() });
  if ('highlights' in CSS) CSS.highlights.set('reading-place', new Highlight(marked));
}

function placeAtPoint(text: HTMLElement, { clientX, clientY }: MouseEvent): Place | undefined {
  // Not in every browser that is in use.
  if (typeof document.caretPositionFromPoint === 'function') {
    const caret = document.caretPositionFromPoint(clientX, clientY);
    return caret === null ? undefined : placeOf(text, caret.offsetNode, caret.offset);
  }
  const range = document.caretRangeFromPoint(clientX, clientY);
  return range === null ? undefined : placeOf(text, range.startContainer, range.startOffset);
}

function hideWord(): void {
  touched.set(undefined);
  if ('highlights' in CSS) CSS.highlights.delete('reading-place');
}

function bringIntoWindow(range: Range | undefined): void {
  const element = range?.startContainer.parentElement;
  element?.scrollIntoView({ block: 'nearest' });
}
