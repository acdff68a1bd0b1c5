/** A stretch of a text, and whether the other texts have it too. */
export interface Stretch {
  readonly text: string;
  /** Words that at least one other text does not have at this place. */
  readonly differs: boolean;
}

/**
 * Splits a text into stretches of words that all `others` have in the same order, and words that one of them has not.
 * The stretches together are the text. Space belongs to the word before it.
 */
export function differingWords(text: string, others: readonly string[]): readonly Stretch[] {
  const pieces = piecesOf(text);
  const words = pieces.map(wordOf);
  const shared = others.map((other) => sharedWith(words, piecesOf(other).map(wordOf)));
  const stretches: Stretch[] = [];
  for (const [index, piece] of pieces.entries()) {
    const differs = wordOf(piece) !== '' && shared.some((common) => !common.has(index));
    const last = stretches.at(-1);
    if (last?.differs === differs) stretches.splice(-1, 1, { text: last.text + piece, differs });
    else stretches.push({ text: piece, differs });
  }
  return stretches;
}

/** Words with the space behind them; space at the beginning is a piece of its own. */
function piecesOf(text: string): readonly string[] {
  return text.match(/\S+\s*|^\s+/gu) ?? [];
}

function wordOf(piece: string): string {
  return piece.trim();
}

/** Indices of the words of `one` that are in a longest common subsequence with `other`. */
function sharedWith(one: readonly string[], other: readonly string[]): ReadonlySet<number> {
  const width = other.length + 1;
  // Lengths of the longest common subsequence of what follows; a text of 4,000 characters has at most 2,000 words.
  const lengths = new Uint16Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1)
    for (let column = other.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const shared = new Set<number>();
  let row = 0;
  let column = 0;
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      shared.add(row);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return shared;
}
