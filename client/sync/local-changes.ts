import { bodyOf, chipsOf } from '@alliance/shared/editor/section-document';
import type * as Y from 'yjs';

import { type Described, describeEdits } from './local-edits.ts';

/** One change of this tab. */
export interface LocalChange extends Described {
  /** As `SaveCounter` counts. */
  readonly number: number;
}

/** More than these are not written again by themselves. */
const changesMax = 2000;

const nothing: Described = { edits: [], blocks: [] };
const unknown: Described = { edits: undefined, blocks: undefined };

/** Remembers the changes of this tab that are not on disk. */
export class LocalChanges {
  readonly #doc: Y.Doc;
  readonly #isOurs: (transaction: Y.Transaction) => boolean;
  #changes: LocalChange[] = [];
  #isFull = false;
  #described: Described = nothing;

  /** Make it before whoever counts changes listens: what happened is read while Yjs still tells. */
  constructor(doc: Y.Doc, isOurs: (transaction: Y.Transaction) => boolean) {
    this.#doc = doc;
    this.#isOurs = isOurs;
    bodyOf(doc).observeDeep((events, transaction) => {
      if (this.#isOurs(transaction)) this.#described = describeEdits(events, doc);
    });
  }

  /** The change that was just made has this number. */
  made(number: number, transaction: Y.Transaction): void {
    const changed: ReadonlySet<unknown> = new Set(transaction.changed.keys());
    const isInText = !changed.has(chipsOf(this.#doc));
    const described = isInText ? this.#described : unknown;
    this.#described = nothing;
    if (this.#changes.length >= changesMax) this.#isFull = true;
    if (!this.#isFull) this.#changes.push({ number, ...described });
  }

  /** Forgets what is on disk: changes up to this number. */
  saved(onDisk: number): void {
    const first = this.#changes.findIndex(({ number }) => number > onDisk);
    this.#changes = first === -1 ? [] : this.#changes.slice(first);
    if (this.#changes.length === 0) this.#isFull = false;
  }

  /** What is not on disk, in its order; nothing when there is so much that it is not known whole. */
  get unsaved(): readonly LocalChange[] {
    return this.#isFull ? [] : this.#changes;
  }
}
