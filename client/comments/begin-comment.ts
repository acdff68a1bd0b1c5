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
import { wordAt } from '@alliance/shared/comments/word-at';
import { contextCharactersMax, quoteCharactersMax } from '@alliance/shared/limits';
import { type Doc } from 'yjs';

import { type Commenting } from './commenting.ts';
import { type Draft } from './desk/desk.ts';
import { type OfferedWords } from './slots.tsx';
import { textElementOf } from './text/dom-range.ts';
import { runningTextOf } from './text/places.ts';
import { emptySbar } from './thread/words-box.tsx';

/** Begins a thread on words of a section, or on the section where nothing can be anchored. */
export function beginOnWords(
  { desk, text }: Commenting,
  section: SectionView,
  range: TextRange,
  typed?: string,
): void {
  const source = sourceOf(text.docOf(section.key), section.key);
  const anchor = source && anchorOf(source, range);
  if (source === undefined || anchor === undefined) beginOnSection(desk, section, typed);
  else
    begin(
      desk,
      {
        subject: { on: 'text', sectionKey: section.key, anchor },
        quote: quotedText(source, range),
      },
      typed,
    );
}

/** Begins a thread on a section as a whole. */
export function beginOnSection(
  desk: Commenting['desk'],
  section: SectionView,
  typed?: string,
): void {
  begin(desk, { subject: { on: 'section', sectionKey: section.key }, quote: '' }, typed);
}

/** Begins a thread with words that the plan did not take, on the block where they stood, or on the section (SV19). */
export function beginOffered(
  commenting: Commenting,
  { section, text, blockId, onSaved }: OfferedWords,
): void {
  const source = sourceOf(commenting.text.docOf(section.key), section.key);
  const range =
    source && blockId !== undefined ? blockRange(runningOf(source), blockId) : undefined;
  if (range === undefined) beginOnSection(commenting.desk, section, text);
  else beginOnWords(commenting, section, range, text);
  commenting.desk.changeDraft({ onSaved });
}

/** All words of a block; undefined where there are none. */
function blockRange(running: RunningText, blockId: string): TextRange | undefined {
  const block = running.blockIds.indexOf(blockId);
  const start = running.starts[block];
  const end = running.starts[block + 1] ?? running.text.length;
  if (start === undefined || end <= start) return undefined;
  return { from: { block, offset: 0 }, to: { block, offset: end - start } };
}

/** Begins a thread on the whole plan. */
export function beginOnPlan(desk: Commenting['desk']): void {
  begin(desk, { subject: { on: 'plan' }, quote: '' }, undefined);
}

/** Begins a thread at the word where somebody typed who may only comment there; what they typed is in it (RL6). */
export function beginTyped(
  commenting: Commenting,
  section: SectionView,
  at: Place | TextRange | undefined,
  typed: string | undefined,
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

/**
 * A draft that holds words stays where it is and says so; what is typed goes on in it, on a line of its own and in the
 * box that is shown: nothing that was typed is lost (RL6).
 *
 * @param typed empty where a composition begins; undefined when nothing is typed
 */
function begin(
  desk: Commenting['desk'],
  about: Pick<Draft, 'subject' | 'quote'>,
  typed: string | undefined,
): void {
  const held = desk.draft.get();
  // What is being written stands at its words from now on, and not what was read (RL2).
  if (desk.active.get() !== undefined) desk.activate(undefined, 'text');
  desk.beginDraft({ ...about, kind: 'question', text: typed ?? '' });
  if (held === undefined || desk.draft.get() !== held) return;
  desk.changeDraft({ isKept: true, ...(typed === undefined ? {} : goneOnIn(held, typed)) });
}

function goneOnIn({ kind, text, sbar }: Draft, typed: string): Partial<Draft> {
  if (kind !== 'sbar') return { text: goneOn(text, typed) };
  const boxes = sbar ?? emptySbar;
  return { sbar: { ...boxes, situation: goneOn(boxes.situation, typed) } };
}

function goneOn(text: string, typed: string): string {
  return text === '' || text.endsWith('\n') ? `${text}${typed}` : `${text}\n${typed}`;
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
