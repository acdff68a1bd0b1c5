/** Runs in the page: whether a thread stands at its own words, told from the texts alone. */
import { type Anchor } from '@alliance/shared/comments/anchor';
import { type PreparedText } from '@alliance/shared/comments/prepared-text';
import { wordsIn } from '@alliance/shared/comments/quoted-text';
import { type ResolvedAnchor } from '@alliance/shared/comments/resolve-anchor';

import { type RunReport } from './anchor-report.ts';

/** A word that a thread is about. */
export interface Mark {
  readonly word: string;
  anchor: Anchor;
  /** The word stood there more than once at some time: the one that is left may be the copy. */
  wasDoubled: boolean;
  /** What has become of the word where it stood, by one small edit after the other. */
  own: string;
}

/** What is judged: where a mark was found in the text, and what the report says if that is not right. */
export interface Judged {
  readonly prepared: PreparedText;
  readonly mark: Mark;
  readonly found: ResolvedAnchor | undefined;
  readonly report: RunReport;
  readonly detail: string;
}

/** Counts what a mark came to, and notes what must not be. */
export function judge(judged: Judged): void {
  const { prepared, mark, found } = judged;
  const count = prepared.text.split(mark.word).length - 1;
  if (count > 1) mark.wasDoubled = true;
  if (found !== undefined) followEdits(mark, wordsIn(prepared, found.range));
  if (count === 1) judgePresent(judged);
  else judgeAbsent(judged);
}

/** The word stands there once. */
function judgePresent({ prepared, mark, found, report, detail }: Judged): void {
  const { word } = mark;
  report.present += 1;
  if (found === undefined) {
    report.missed += 1;
    report.misses.push(`${word}, ${detail}`);
    return;
  }
  const words = wordsIn(prepared, found.range);
  if (words.includes(word)) report[found.how] += 1;
  else if (isOwn(words, mark)) report.edited += 1;
  else if (mark.wasDoubled && found.how === 'context') report.edited += 1;
  else report.wrong.push(`${word} at "${words}" by ${found.how}, ${detail}`);
}

/** The word is gone, or stands there more than once. */
function judgeAbsent({ prepared, mark, found, report, detail }: Judged): void {
  const { word } = mark;
  report.absent += 1;
  if (found === undefined) return;
  report.absentPlaced += 1;
  const words = wordsIn(prepared, found.range);
  if (isOwn(words, mark)) {
    if (!hasHalf(words, word)) report.drifted += 1;
  } else if (found.how === 'context') report.replaced += 1;
  else report.wrong.push(`${word}, which is gone, at "${words}" by ${found.how}, ${detail}`);
}

/**
 * Notes what an edit has made of the word where it stands: one that leaves half of what was there, and brings no more
 * than it leaves. After it a copy may stand elsewhere unedited, pasted or come back, and the thread is not wrong here.
 */
function followEdits(mark: Mark, words: string): void {
  if (words.includes(mark.word)) mark.own = mark.word;
  else if (hasHalf(words, mark.own) && hasHalf(mark.own, words)) mark.own = words;
}

/** Whether half of the marked word is in these words, or half of what small edits have made of it. */
function isOwn(words: string, { word, own }: Mark): boolean {
  return hasHalf(words, word) || hasHalf(words, own);
}

function hasHalf(words: string, word: string): boolean {
  return sharedLetters(words, word) * 2 >= word.length;
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
