import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type TextRange } from '@alliance/shared/comments/anchor';
import { useSyncExternalStore } from 'react';

import { createSource } from '../../sync/store.ts';
import { placeOf, textElementOf } from './dom-range.ts';
import { onSelected, selectedIn } from './selected.ts';

/** Words that were selected in a section, in the page itself, which moves them along with edits. */
interface KeptWords {
  readonly range: Range;
  /** What they said: when the range says something else, the words have changed and are no longer meant. */
  readonly words: string;
}

/** By section. The browser has one selection, and a section that is passed with the keyboard takes it. */
const kept = createSource<ReadonlyMap<string, KeptWords>>(new Map());

/** Remembers what is selected in each section while the keyboard is elsewhere, until the returned function is called (CM26). A caret put into the same section lets go of it. */
export function keepWords(plan: PlanView): () => void {
  const end = onSelected(() => keep(plan));
  return () => {
    end();
    kept.set(new Map());
  };
}

/** The words that were selected last in a section, and are still there; undefined for none. */
export function useKeptWords(sectionKey: string | undefined): string | undefined {
  return useSyncExternalStore(kept.subscribe, () => wordsIn(sectionKey)?.words);
}

/** Where they are in the text of the section. */
export function keptRange(sectionKey: string | undefined): TextRange | undefined {
  const words = wordsIn(sectionKey);
  const text = sectionKey === undefined ? undefined : textElementOf(sectionKey);
  if (words === undefined || text === undefined) return undefined;
  const { startContainer, startOffset, endContainer, endOffset } = words.range;
  const from = placeOf(text, startContainer, startOffset);
  const to = placeOf(text, endContainer, endOffset);
  return from && to && { from, to };
}

/** Marks them, so that whoever puts something there sees where it goes, until the returned function is called. */
export function markKept(sectionKey: string | undefined): () => void {
  const words = wordsIn(sectionKey);
  if (words === undefined || !('highlights' in CSS)) return ignore;
  CSS.highlights.set('kept-words', new Highlight(words.range));
  return () => void CSS.highlights.delete('kept-words');
}

function wordsIn(sectionKey: string | undefined): KeptWords | undefined {
  const words = sectionKey === undefined ? undefined : kept.get().get(sectionKey);
  const isThere = words?.range.startContainer.isConnected === true;
  return isThere && String(words.range) === words.words ? words : undefined;
}

function keep(plan: PlanView): void {
  const selected = selectedIn(plan);
  const selection = document.getSelection();
  if (selected === undefined || selection === null) return;
  const { key } = selected.section;
  const next = new Map(kept.get());
  if (selected.range === undefined) next.delete(key);
  else {
    const range = selection.getRangeAt(0).cloneRange();
    next.set(key, { range, words: String(range) });
  }
  if (next.size > 0 || kept.get().size > 0) kept.set(next);
}

function ignore(): void {
  // Nothing is marked.
}
