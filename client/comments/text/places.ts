import { type Anchor, type TextRange } from '@alliance/shared/comments/anchor';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { quotedText } from '@alliance/shared/comments/quoted-text';
import { rangeOfNode } from '@alliance/shared/comments/range-of-node';
import { rangeOfQuote, resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { type RunningText, runningTextOfBlocks } from '@alliance/shared/comments/running-text';
import { type SubjectNode, type ThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { Doc } from 'yjs';

import { type Draft, type ThreadPlace } from '../desk/desk.ts';
import { blocksOf, wordsOf } from './dom-range.ts';

/** Stands for the thread that is being written. */
export const draftId = 'draft';

/** A thread on words or on a node of one section, or the draft of one. */
export interface Commented {
  readonly id: ThreadId | typeof draftId;
  readonly subject:
    | {
        readonly on: 'text';
        readonly anchor: Anchor;
        /** What it was written about; undefined for a draft, whose words are those that are there. */
        readonly quote?: string;
      }
    | { readonly on: 'node'; readonly node: SubjectNode; readonly nodeId: string };
}

/** What is commented in each section, by its key. */
export function commentedIn(
  threads: readonly ThreadView[],
  draft: Draft | undefined,
): ReadonlyMap<string, readonly Commented[]> {
  const found = new Map<string, Commented[]>();
  const subjects = [
    ...threads.map(({ id, subject }) => ({ id, subject })),
    ...(draft === undefined ? [] : [{ id: draftId, subject: draft.subject } as const]),
  ];
  for (const { id, subject } of subjects) {
    if (subject.on !== 'text' && subject.on !== 'node') continue;
    const others = found.get(subject.sectionKey) ?? [];
    found.set(subject.sectionKey, [...others, { id, subject }]);
  }
  return found;
}

/** By thread; a thread of which nothing can be said yet has no entry. */
export type PlacesIn = ReadonlyMap<Commented['id'], ThreadPlace>;

/**
 * Where what is commented stands in a section, by the one function that the server uses too (AN5). While the document
 * has not arrived its page is asked for the words: it cannot say that they are gone.
 */
export function placesIn(
  documentId: string,
  text: Doc | HTMLElement | undefined,
  commented: readonly Commented[],
): PlacesIn {
  if (text === undefined || commented.length === 0) return new Map();
  const { running, find } = text instanceof Doc ? inDocument(text) : onPage(text);
  const places = commented.flatMap(
    ({ id, subject }): readonly (readonly [Commented['id'], ThreadPlace])[] => {
      const range = find(subject);
      if (range === undefined) return text instanceof Doc ? [[id, { at: 'unplaced' }]] : [];
      const other = areOther(running, range, subject) ? { isOtherWords: true as const } : {};
      return [[id, { at: 'text', documentId, range, ...other }]];
    },
  );
  return new Map(places);
}

/** A section's text, and where something in it is. */
interface Searched {
  readonly running: RunningText;
  readonly find: (subject: Commented['subject']) => TextRange | undefined;
}

function inDocument(doc: Doc): Searched {
  const running = prepareText(doc);
  return {
    running,
    find: (subject) =>
      subject.on === 'text'
        ? resolveAnchor(running, subject.anchor)?.range
        : rangeOfNode(running, subject.node, subject.nodeId),
  };
}

function onPage(element: HTMLElement): Searched {
  const running = runningTextOf(element);
  return {
    running,
    find: (subject) => (subject.on === 'text' ? rangeOfQuote(running, subject.anchor) : undefined),
  };
}

/** Whether a place holds other words than those of the quote; white space alone makes none. */
function areOther(running: RunningText, range: TextRange, subject: Commented['subject']): boolean {
  if (subject.on !== 'text' || subject.quote === undefined) return false;
  return withoutSpace(quotedText(running, range)) !== withoutSpace(subject.quote);
}

function withoutSpace(words: string): string {
  return words.replaceAll(/\s+/gu, '');
}

/** The running text of a section as the page shows it. */
export function runningTextOf(text: HTMLElement): RunningText {
  return runningTextOfBlocks(
    blocksOf(text).map((block) => ({ text: wordsOf(block), blockId: block.dataset['blockId'] })),
  );
}
