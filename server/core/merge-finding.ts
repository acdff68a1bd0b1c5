import { type PersonId } from '@alliance/shared/identity/person';
/** What a look at the log has found, before it is a record. */
import { type MergeCheckKind, mergeTextMax } from '@alliance/shared/merge-checks/merge-check';
import type * as Y from 'yjs';

import { type Change, type MergeHistory } from './merge-history.ts';
import {
  asLaterHadIt,
  asOthersHadIt,
  blockIdOf,
  inOrder,
  type Pair,
  textOf,
} from './merge-view.ts';

/** A merge that a person has to look at. */
export interface MergeFinding {
  readonly kind: MergeCheckKind;
  /** The row that completed it. */
  readonly seq: number;
  /** In reading order; those that stand. */
  readonly blockIds: readonly string[];
  readonly versions: readonly FoundVersion[];
}

/** What one person's change alone would have left at the place. */
export interface FoundVersion {
  readonly personId: PersonId;
  readonly seq: number;
  readonly committedAt: string;
  readonly text: string;
}

/** A finding about these blocks. */
export function findingOf(
  history: MergeHistory,
  kind: MergeCheckKind,
  pair: Pair,
  blocks: ReadonlySet<Y.Item>,
): MergeFinding {
  const ordered = inOrder(history, blocks);
  const { earlier, later } = pair;
  return {
    kind,
    seq: later.seq,
    blockIds: ordered.flatMap((block) => blockIdOf(block) ?? []),
    versions: [
      versionOf(earlier, textOf(ordered, asOthersHadIt(history, pair))),
      versionOf(later, textOf(ordered, asLaterHadIt(history, pair))),
    ],
  };
}

/** The text of one person, cut to what a check keeps. */
export function versionOf({ personId, seq, committedAt }: Change, text: string): FoundVersion {
  return { personId, seq, committedAt, text: cut(text) };
}

/** Never between the halves of a pair. */
function cut(text: string): string {
  if (text.length <= mergeTextMax) return text;
  const end = mergeTextMax - 1;
  const isPair = /[\ud800-\udbff]/u.test(text.charAt(end - 1));
  return `${text.slice(0, isPair ? end - 1 : end)}…`;
}
