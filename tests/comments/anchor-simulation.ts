/// <reference lib="dom" />
/**
 * Runs in the page: two people edit a text in which words are marked, apart and together, while a server's copy keeps
 * the anchors up to date. After each exchange everybody is asked where each mark is.
 */
import { hasOddOrder } from '@alliance/server/core/odd-order';
import { type Anchor, type TextRange, makeAnchor } from '@alliance/shared/comments/anchor';
import { type PreparedText, prepareText } from '@alliance/shared/comments/prepared-text';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { decodeOffset } from '@alliance/shared/comments/relative-position';
import { type ResolvedAnchor, resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { rangeAt } from '@alliance/shared/comments/running-text';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import * as Y from 'yjs';

import { lab } from '../editor/editor-page.ts';
import { block, text } from '../editor/section-samples.ts';
import { type Mark, judge } from './anchor-judge.ts';
import { shownInRail } from './anchor-rail.ts';
import { type Run, type RunReport, emptyReport } from './anchor-report.ts';
import { type Clipboards, type Random, edit, randomOf } from './random-edits.ts';

const names = ['anna', 'ben'] as const;

/** Plays one run. */
export async function simulate(run: Run): Promise<RunReport> {
  const random = randomOf(run.seed);
  const { section, words } = sampleOf(random);
  lab.open(section, names);
  if (run.wire === 'socket') lab.cut();
  const server = createSectionDocument(7);
  follow(server, 'anna');
  const marks = marksOf(prepareText(server), words);
  const report = emptyReport();
  const stopListening = listen(report, run);
  const clipboards: Clipboards = new Map();
  const log: string[] = [];
  let isTogether = true;
  let goesOn = true;
  for (let count = 0; goesOn && count < run.edits; count += 1) {
    if (isTogether && random() < 0.12) {
      isTogether = false;
      lab.cut();
    }
    const name = random() < 0.5 ? 'anna' : 'ben';
    log.push(`${name} ${isTogether ? '' : '(apart) '}${edit(name, random, clipboards)}`);
    report.edits += 1;
    // What an editor does in reaction to a colleague, it does a moment later.
    await Promise.resolve();
    if (!isTogether && random() < 0.25) isTogether = true;
    if (isTogether) meet(run);
    // While they are apart, one of them still reaches the server.
    if (random() < 0.5) goesOn = exchange({ server, marks, report, run, isTogether, log });
  }
  meet(run);
  if (goesOn) exchange({ server, marks, report, run, isTogether: true, log });
  stopListening();
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
    return { word, anchor, wasDoubled: false, own: word };
  });
}

/** Gives each of the two what the other one has. */
function meet({ wire }: Run): void {
  lab.mend();
  if (wire === 'socket') lab.cut();
}

/** An editor that cannot show something tells of it as an error of the page. */
function listen(report: RunReport, { seed }: Run): () => void {
  const note = (event: ErrorEvent): void => {
    event.preventDefault();
    report.stumbles.push(`${event.message}, seed ${seed}, edit ${report.edits}`);
  };
  window.addEventListener('error', note);
  return () => window.removeEventListener('error', note);
}

/** What an editor shows is what its document holds. */
function compareShown(report: RunReport, where: string): void {
  for (const name of names)
    if (plain(lab.html(name)) !== plain(lab.normal(lab.rendered(name))))
      report.stumbles.push(`${name} is shown something else, ${where}`);
}

/** Without emphasis: a chip between bold words is bold in the editor, while the document has it for words only. */
function plain(html: string): string {
  return html.replaceAll(/<\/?(?:strong|em)>|<br>/gu, '');
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

/** False when the story of this text cannot go on: the server would have refused what came last. */
function exchange({ server, marks, report, run, isTogether, log }: Exchange): boolean {
  if (isTogether) meet(run);
  follow(server, 'anna');
  const copies = isTogether ? copiesOf(server) : [];
  if (isRefused(server, copies)) {
    report.refused += 1;
    return false;
  }
  report.exchanges += 1;
  const prepared = prepareText(server);
  const where = `seed ${run.seed}, edit ${log.length} (${log.slice(-6).join('; ')})`;
  compareShown(report, where);
  if (isTogether) compareCopies({ copies, marks, report, where });
  for (const mark of marks) {
    const { anchor } = mark;
    const found =
      run.resolver === 'whole' ? refresh(prepared, mark) : byPositions(prepared, anchor);
    judge({ prepared, mark, found, report, detail: `${JSON.stringify(anchor)}, ${where}` });
  }
  if (isTogether) compareCopies({ copies, marks, report, where });
  return true;
}

/** The text of the server, of who loads it now, and of both people. */
function copiesOf(server: Y.Doc): readonly PreparedText[] {
  const fresh = createSectionDocument(8);
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(server), 'wire');
  return [server, fresh, lab.doc('anna'), lab.doc('ben')].map((doc) => prepareText(doc));
}

/**
 * Whether the copies read differently because of words that plain Yjs gives no one place: they came back into a block
 * that itself had come back (IN21). No server takes those, so nobody's thread is ever among them.
 */
function isRefused(server: Y.Doc, copies: readonly PreparedText[]): boolean {
  return new Set(copies.map((copy) => copy.text)).size > 1 && hasOddOrder(server);
}

function compareCopies({
  copies,
  marks,
  report,
  where,
}: Pick<Exchange, 'marks' | 'report'> & {
  readonly copies: readonly PreparedText[];
  readonly where: string;
}): void {
  for (const { word, anchor } of marks) {
    const answers = new Set(copies.map((copy) => JSON.stringify(resolveAnchor(copy, anchor))));
    if (answers.size > 1) report.differing.push(`${word}: ${[...answers].join(' | ')}, ${where}`);
  }
  for (const name of names) compareRail({ doc: lab.doc(name), marks, report, where });
}

/** Every thread is in the rail once: beside words, or among those whose words are gone. */
function compareRail({
  doc,
  marks,
  report,
  where,
}: Pick<Exchange, 'marks' | 'report'> & { readonly doc: Y.Doc; readonly where: string }): void {
  const prepared = prepareText(doc);
  const shown = shownInRail(
    doc,
    marks.map(({ anchor }) => anchor),
  );
  for (const [at, { word, anchor }] of marks.entries()) {
    const expected = resolveAnchor(prepared, anchor) === undefined ? 'unplaced' : 'words';
    if (shown[at] !== expected) report.invisible.push(`${word}: ${shown[at]}, ${where}`);
    report.shown += 1;
  }
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
