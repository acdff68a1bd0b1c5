/**
 * A look at rows of a log: what two people did to the same place without having seen each other, and what came
 * of it. Nothing is found among people who see each other's words, whatever they do (MC4).
 */
import { doublingOf, type Doubling, foundDoubling, mayMove } from './merge-doubled.ts';
import { lastSeen } from './merge-evidence.ts';
import { type MergeFinding } from './merge-finding.ts';
import { type Change, type HistoryRow, MergeHistory } from './merge-history.ts';
import { foundLosses, type Loss, lossesOf } from './merge-lost.ts';
import { foundNumbers, touchesNumbers } from './merge-numbers.ts';
import { type Pair } from './merge-view.ts';

/** Changes that are compared with one that had not seen them; of more the latest count. */
const unseenMax = 500;

/** Findings of one look; more are not kept. */
const findingsMax = 20;

/** Looks at a history, row by row. */
export class MergeLook {
  readonly history: MergeHistory;
  #open: Change | undefined;
  #pairs: Pair[] = [];
  #doublings: Doubling[] = [];
  #losses: Loss[] = [];
  /** Seqs of changes that wrote words enough to have moved some. */
  readonly #moving = new Set<number>();
  readonly #numbers = new Set<number>();

  constructor(base?: { readonly seq: number; readonly state: Uint8Array }) {
    this.history = new MergeHistory(base);
  }

  /** Plays further rows, in order; those up to `afterSeq` only to know what was there. Gives what the others have brought. */
  play(rows: readonly HistoryRow[], afterSeq: number): readonly MergeFinding[] {
    for (const row of rows) {
      if (row.format === 'yjs-update-v1') this.#close(afterSeq);
      this.#open = this.history.play(row) ?? this.#open;
    }
    this.#close(afterSeq);
    return this.#take();
  }

  /** What its author says of a change follows it: only then it can be judged. */
  #close(afterSeq: number): void {
    const change = this.#open;
    this.#open = undefined;
    if (change === undefined) return;
    if (mayMove(this.history, change)) this.#moving.add(change.seq);
    if (touchesNumbers(this.history, change)) this.#numbers.add(change.seq);
    if (change.seq <= afterSeq) return;
    this.#losses.push(...lossesOf(this.history, change));
    const seen = lastSeen(this.history, change);
    if (seen !== undefined) this.#compare(change, seen);
  }

  #compare(later: Change, seen: number): void {
    const unseen = this.history.changes
      .filter(({ seq, personId }) => seq > seen && seq < later.seq && personId !== later.personId)
      .slice(-unseenMax);
    for (const earlier of unseen) {
      const pair = { earlier, later, seen };
      if (this.#moving.has(earlier.seq) && this.#moving.has(later.seq)) {
        const doubling = doublingOf(this.history, pair);
        if (doubling) this.#doublings.push(doubling);
      }
      if (this.#numbers.has(earlier.seq) && this.#numbers.has(later.seq)) this.#pairs.push(pair);
    }
  }

  /** What is so still at the end of the look: a word that somebody has put right meanwhile is nothing to decide. */
  #take(): readonly MergeFinding[] {
    const found = [
      ...this.#doublings.flatMap((doubling) => foundDoubling(this.history, doubling) ?? []),
      ...foundLosses(this.history, this.#losses),
      ...this.#pairs.flatMap((pair) => foundNumbers(this.history, pair)),
    ];
    this.#doublings = [];
    this.#losses = [];
    this.#pairs = [];
    return distinct(found).slice(0, findingsMax);
  }
}

/** One finding for a kind, a place and its people, the last: it knows the most. */
function distinct(found: readonly MergeFinding[]): readonly MergeFinding[] {
  const byPlace = new Map<string, MergeFinding>();
  for (const finding of found) {
    const people = finding.versions
      .map(({ personId }) => personId)
      .toSorted((one, other) => (one < other ? -1 : 1));
    byPlace.set(JSON.stringify([finding.kind, finding.blockIds, people]), finding);
  }
  return [...byPlace.values()];
}
