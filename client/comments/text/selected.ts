import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Place, type TextRange } from '@alliance/shared/comments/anchor';
import { useSyncExternalStore } from 'react';

import { placeOf, textElementOf } from './dom-range.ts';

/** Where the reader's selection is in the text of the plan. */
export interface Selected {
  readonly section: SectionView;
  /** Where the caret is. */
  readonly focus: Place;
  /** The words; undefined for a caret alone. */
  readonly range: TextRange | undefined;
}

/** What is selected in the plan's text; undefined when the selection is elsewhere or goes over several sections. */
export function selectedIn(plan: PlanView): Selected | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.focusNode === null)
    return undefined;
  const { focusNode, focusOffset } = selection;
  const element = focusNode instanceof Element ? focusNode : focusNode.parentElement;
  const key = element?.closest('.prose')?.closest('article')?.id;
  const section = plan.sections.find((each) => each.key === key);
  const text = section && textElementOf(section.key);
  if (section === undefined || text === undefined) return undefined;
  const focus = placeOf(text, focusNode, focusOffset);
  if (focus === undefined) return undefined;
  return { section, focus, range: wordsOf(text, selection.getRangeAt(0)) };
}

/** The selected words of the text; undefined for a caret. Whoever reads it hears when the selection changes. */
export function useSelected(plan: PlanView): Selected | undefined {
  const key = useSyncExternalStore(onSelected, () => keyOfSelection(plan));
  return key === '' ? undefined : selectedIn(plan);
}

function wordsOf(text: HTMLElement, range: Range): TextRange | undefined {
  if (range.collapsed) return undefined;
  const from = placeOf(text, range.startContainer, range.startOffset);
  const to = placeOf(text, range.endContainer, range.endOffset);
  if (from === undefined || to === undefined || range.toString().trim() === '') return undefined;
  const isEmpty = from.block === to.block && from.offset >= to.offset;
  return isEmpty ? undefined : { from, to };
}

/** A string that changes when the selected words do: what is read again and again must be the same value. */
function keyOfSelection(plan: PlanView): string {
  const selected = selectedIn(plan);
  if (selected?.range === undefined) return '';
  return `${selected.section.key} ${JSON.stringify(selected.range)}`;
}

/** Hears when another selection is made, until the returned function is called. While a pointer is down the words are still being chosen. */
export function onSelected(listener: () => void): () => void {
  let isDown = false;
  const onDown = (): void => {
    isDown = true;
  };
  const onUp = (): void => {
    isDown = false;
    // The browser takes a selection back after the pointer is up.
    setTimeout(listener);
  };
  const onSelection = (): void => {
    if (!isDown) listener();
  };
  document.addEventListener('selectionchange', onSelection);
  document.addEventListener('pointerdown', onDown);
  document.addEventListener('pointerup', onUp);
  document.addEventListener('pointercancel', onUp);
  return () => {
    document.removeEventListener('selectionchange', onSelection);
    document.removeEventListener('pointerdown', onDown);
    document.removeEventListener('pointerup', onUp);
    document.removeEventListener('pointercancel', onUp);
  };
}
