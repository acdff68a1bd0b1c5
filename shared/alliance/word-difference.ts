import { align } from './align.ts';

/** A piece of a text that was changed: it stayed, is new, or is gone. */
export interface WordPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What changed in a text, word by word; the pieces that stayed and are new, put together, are the new text. */
export function wordDifference(before: string, after: string): readonly WordPiece[] {
  const old = wordsOf(before);
  const words = wordsOf(after);
  const pieces = align(old, words).map((pair): WordPiece => {
    if (pair.after === undefined) return { kind: 'removed', text: old[pair.before ?? 0] ?? '' };
    const kind = pair.before === undefined ? 'added' : 'same';
    return { kind, text: words[pair.after] ?? '' };
  });
  return joined(pieces);
}

/** Words, and what stands between them: nothing is left out. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Neighbouring pieces of one kind as one. */
function joined(pieces: readonly WordPiece[]): readonly WordPiece[] {
  const result: WordPiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === piece.kind)
      result.splice(-1, 1, { kind: last.kind, text: last.text + piece.text });
    else result.push(piece);
  }
  return result;
}
