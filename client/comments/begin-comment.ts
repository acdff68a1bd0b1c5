import { type SectionView } from '@alliance/shared/careplan/plan-view';
import {
  type Anchor,
  type Place,
  type TextRange,
  makeAnchor,
} from '@alliance/shared/comments/anchor';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { quotedText } from '@alliance/shared/comments/quoted-text';
import { type RunningText, offsetsOf, rangeAt } from '@alliance/shared/comments/running-text';
import { type SubjectClaim } from '@alliance/shared/comments/thread-command';
import { wordAt } from '@alliance/shared/comments/word-at';
import { contextCharactersMax, quoteCharactersMax } from '@alliance/shared/limits';
import { type Doc } from 'yjs';

import { type Commenting } from './commenting.ts';
import { type Draft } from './desk/desk.ts';
import { holdsWords } from './desk/unsent.ts';
import { textElementOf } from './text/dom-range.ts';
import { runningTextOf } from './text/places.ts';

/** Begins a thread on words of a section, or on the section where nothing can be anchored. */
export function beginOnWords(
  { desk, text }: Commenting,
  section: SectionView,
  range: TextRange,
  typed = '',
): void {
  const source = sourceOf(text.docOf(section.key), section.key);
  const anchor = source && anchorOf(source, range);
  if (source === undefined || anchor === undefined) beginOnSection(desk, section, typed);
  else
    begin(desk, {
      subject: { on: 'text', sectionKey: section.key, anchor },
      quote: quotedText(source, range),
      kind: 'question',
      text: typed,
    });
}

/** Begins a thread on a section as a whole. */
export function beginOnSection(desk: Commenting['desk'], section: SectionView, typed = ''): void {
  const subject: SubjectClaim = { on: 'section', sectionKey: section.key };
  begin(desk, { subject, quote: '', kind: 'question', text: typed });
}

/** Begins a thread on the whole plan. */
export function beginOnPlan(desk: Commenting['desk']): void {
  begin(desk, { subject: { on: 'plan' }, quote: '', kind: 'question', text: '' });
}

/** Begins a thread at the word where somebody typed who may only comment there; what they typed is in it (RL6). */
export function beginTyped(
  commenting: Commenting,
  section: SectionView,
  at: Place | TextRange | undefined,
  typed: string,
): void {
  const { desk, text } = commenting;
  const source = at && sourceOf(text.docOf(section.key), section.key);
  const running = source && runningOf(source);
  const range = at && ('from' in at ? at : running && wordAt(running, at));
  if (range === undefined) beginOnSection(desk, section, typed);
  else beginOnWords(commenting, section, range, typed);
}

/** The anchor of words as the server will look for them; by the words alone while the document has not arrived. */
export function anchorOf(source: Doc | RunningText, range: TextRange): Anchor | undefined {
  return 'text' in source ? anchorByWords(source, range) : makeAnchor(source, range);
}

/** What a section's text is at the moment: its document or, before that has arrived, the page. */
export function sourceOf(doc: Doc | undefined, sectionKey: string): Doc | RunningText | undefined {
  if (doc !== undefined) return doc;
  const element = textElementOf(sectionKey);
  return element && runningTextOf(element);
}

/** The running text of what {@link sourceOf} gave. */
export function runningOf(source: Doc | RunningText): RunningText {
  return 'text' in source ? source : prepareText(source);
}

/** A draft that holds words stays where it is, and what is typed goes on in it: nothing that was typed is lost. */
function begin(desk: Commenting['desk'], draft: Draft): void {
  const held = desk.draft.get();
  desk.beginDraft(draft);
  if (held === undefined || desk.draft.get() !== held || !holdsWords(held)) return;
  if (draft.text !== '') desk.changeDraft({ text: `${held.text}${draft.text}` });
}

function anchorByWords(text: RunningText, range: TextRange): Anchor | undefined {
  const offsets = offsetsOf(text, range);
  if (offsets === undefined) return undefined;
  const { start } = offsets;
  const end = Math.min(offsets.end, start + quoteCharactersMax);
  const blockId = text.blockIds[rangeAt(text, { start, end }).from.block];
  return {
    from: '',
    to: '',
    ...(blockId === undefined ? {} : { blockId }),
    exact: text.text.slice(start, end),
    prefix: text.text.slice(Math.max(start - contextCharactersMax, 0), start),
    suffix: text.text.slice(end, end + contextCharactersMax),
  };
}
