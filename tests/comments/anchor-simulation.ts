/// <reference lib="dom" />
/**
 * Runs in the page: two people edit a text in which words are marked, apart and together, while a server's copy keeps
 * the anchors up to date. After each exchange everybody is asked where each mark is.
 */
import { type Anchor, type TextRange, makeAnchor } from '@alliance/shared/comments/anchor';
import { type PreparedText, prepareText } from '@alliance/shared/comments/prepared-text';
import { wordsIn } from '@alliance/shared/comments/quoted-text';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { decodeOffset } from '@alliance/shared/comments/relative-position';
import { type ResolvedAnchor, resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { rangeAt } from '@alliance/shared/comments/running-text';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

import { lab } from '../editor/editor-page.ts';
import { block, text } from '../editor/section-samples.ts';
import { type Run, type RunReport, emptyReport } from './anchor-report.ts';
import { type Clipboards, type Random, edit, randomOf } from './random-edits.ts';

const names = ['anna', 'ben'] as const;

interface Mark {
  readonly word: string;
  anchor: Anchor;
  /** The word stood there more than once at some time: the one that is left may be the copy. */
  wasDoubled: boolean;
}

/** Plays one run. */
export async function simulate(run: Run): Promise<RunReport> {
  const random = randomOf(run.seed);
  const { section, words } = sampleOf(random);
  lab.open(section, names);
  // A change reaches the other one after it was made, as through a socket, and never in the middle of it.
  lab.cut();
  const server = createSectionDocument(7);
  follow(server, 'anna');
  const marks = marksOf(prepareText(server), words);
  const report = emptyReport();
  const clipboards: Clipboards = new Map();
  const log: string[] = [];
  let isTogether = true;
  for (let count = 0; count < run.edits; count += 1) {
    if (isTogether && random() < 0.12) isTogether = false;
    const name = random() < 0.5 ? 'anna' : 'ben';
    isShown(() => {
      log.push(`${name} ${isTogether ? '' : '(apart) '}${edit(name, random, clipboards)}`);
    }, report);
    report.edits += 1;
    // What an editor does in reaction to a colleague, it does a moment later.
    await Promise.resolve();
    if (!isTogether && random() < 0.25) isTogether = true;
    if (isTogether) meet(report);
    // While they are apart, one of them still reaches the server.
    if (random() < 0.5) exchange({ server, marks, report, run, isTogether, log });
  }
  meet(report);
  exchange({ server, marks, report, run, isTogether: true, log });
  return report;
}

function sampleOf(random: Random): {
  readonly section: SectionJson;
  readonly words: readonly string[];
} {
  const words = Array.from({ length: 24 }, (_word, at) => wordOf(random, at));
  const filler = ['walk', 'with the', 'frame twice', 'a day, then', 'rest and', 'in bed'] as const;
  const blocks = Array.from({ length: 8 }, (_block, at) => {
    const parts = words
      .slice(at * 3, at * 3 + 3)
      .map((word, index) => `${filler[(at * 3 + index) % filler.length] ?? ''} ${word}`);
    const inline = [text(`${parts.join(' ')} ok.`)];
    const chip = { name: 'chip', attributes: { chipId: `c${at}` } };
    return block(
      { blockId: `s${at}`, kind: 'paragraph' },
      ...inline,
      ...(at % 3 === 0 ? [chip] : []),
    );
  });
  return { section: { blocks }, words };
}

/** A word that nobody writes by chance. */
function wordOf(random: Random, at: number): string {
  const letter = (): string => String.fromCharCode(65 + Math.floor(random() * 26));
  return `${letter()}${letter()}${letter()}${at}${letter()}${letter()}${letter()}`;
}

function marksOf(prepared: PreparedText, words: readonly string[]): readonly Mark[] {
  return words.map((word) => {
    const start = prepared.text.indexOf(word);
    const anchor = makeAnchor(prepared, rangeAt(prepared, { start, end: start + word.length }));
    if (anchor === undefined) throw new Error(`Nothing to mark: ${word}`);
    return { word, anchor, wasDoubled: false };
  });
}

/** Gives each of the two what the other one has, until nothing is left: an editor may answer with a change of its own. */
function meet(report: RunReport): void {
  // Each of the two may stumble over the other one's change, and over the answer to it.
  for (let count = 0; count < exchangesMax; count += 1)
    if (isShown(() => lab.mend(), report)) break;
  lab.cut();
}

const exchangesMax = 4;

/**
 * Whether the editors could show what was done. If not, the binding fell over its caret; the document has the change,
 * and anchors do not depend on what is shown.
 */
function isShown(act: () => void, report: RunReport): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report.stumbles += 1;
    return false;
  }
}

function follow(copy: Y.Doc, name: string): void {
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(lab.doc(name), Y.encodeStateVector(copy)), 'wire');
}

interface Exchange {
  readonly server: Y.Doc;
  readonly marks: readonly Mark[];
  readonly report: RunReport;
  readonly run: Run;
  readonly isTogether: boolean;
  readonly log: readonly string[];
}

function exchange({ server, marks, report, run, isTogether, log }: Exchange): void {
  if (isTogether) meet(report);
  follow(server, 'anna');
  report.exchanges += 1;
  const prepared = prepareText(server);
  const where = `seed ${run.seed}, edit ${log.length} (${log.slice(-6).join('; ')})`;
  if (isTogether) compareCopies({ server, marks, report, where });
  for (const mark of marks) {
    judge({ prepared, mark, report, run, where });
  }
  if (isTogether) compareCopies({ server, marks, report, where });
}

function compareCopies({
  server,
  marks,
  report,
  where,
}: Pick<Exchange, 'server' | 'marks' | 'report'> & { readonly where: string }): void {
  const fresh = createSectionDocument(8);
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(server), 'wire');
  const copies = [server, fresh, lab.doc('anna'), lab.doc('ben')].map((doc) => prepareText(doc));
  for (const { word, anchor } of marks) {
    const answers = new Set(copies.map((copy) => JSON.stringify(resolveAnchor(copy, anchor))));
    if (answers.size > 1) report.differing.push(`${word}: ${[...answers].join(' | ')}, ${where}`);
  }
}

function judge({
  prepared,
  mark,
  report,
  run,
  where,
}: {
  readonly prepared: PreparedText;
  readonly mark: Mark;
  readonly report: RunReport;
  readonly run: Run;
  readonly where: string;
}): void {
  const { word, anchor } = mark;
  const found = run.resolver === 'whole' ? refresh(prepared, mark) : byPositions(prepared, anchor);
  const count = prepared.text.split(word).length - 1;
  if (count > 1) mark.wasDoubled = true;
  if (count !== 1) {
    report.absent += 1;
    if (found !== undefined) report.absentPlaced += 1;
    return;
  }
  report.present += 1;
  const detail = `${JSON.stringify(anchor)}, ${where}`;
  if (found === undefined) {
    report.missed += 1;
    report.misses.push(`${word}, ${detail}`);
    return;
  }
  const words = wordsIn(prepared, found.range);
  if (words.includes(word)) report[found.how] += 1;
  else if (isOwn(words, found.how, mark)) report.edited += 1;
  else report.wrong.push(`${word} at "${words}" by ${found.how}, ${detail}`);
}

/** Whether words are the marked one with a few letters more or less, or stand in its place while a copy is elsewhere. */
function isOwn(words: string, how: ResolvedAnchor['how'], { word, wasDoubled }: Mark): boolean {
  return sharedLetters(words, word) * 2 >= word.length || (wasDoubled && how === 'context');
}

/** How many letters two words have in common in the same order. */
function sharedLetters(one: string, other: string): number {
  const wanted = other.split('');
  let row = wanted.map(() => 0);
  for (const letter of one.split('')) {
    const before = row;
    row = [];
    for (const [at, each] of wanted.entries()) {
      const kept = Math.max(before[at] ?? 0, row[at - 1] ?? 0);
      row.push(letter === each ? (before[at - 1] ?? 0) + 1 : kept);
    }
  }
  return row.at(-1) ?? 0;
}

/** What the server does after each change. */
function refresh(prepared: PreparedText, mark: Mark): ResolvedAnchor | undefined {
  const { anchor, at } = refreshAnchor(prepared, mark.anchor);
  mark.anchor = anchor;
  return at;
}

function byPositions(prepared: PreparedText, anchor: Anchor): ResolvedAnchor | undefined {
  const start = decodeOffset(prepared, anchor.from);
  const end = decodeOffset(prepared, anchor.to);
  if (start === undefined || end === undefined || start >= end) return undefined;
  const range: TextRange = rangeAt(prepared, { start, end });
  return { range, how: 'position' };
}
