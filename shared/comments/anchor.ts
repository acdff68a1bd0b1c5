/**
 * Where in a section's text a thread stands (D9, rules AN of `SPEC.md`). An anchor is three answers to one question,
 * tried in this order, so that the thread is never invisible:
 *
 *   1. two Yjs relative positions     hold through typing, formatting, undo
 *   2. the words with their context   hold through split, join, move, cut and paste, which rewrite the text
 *   3. nothing                        the thread is unplaced, and keeps its quote
 *
 * Words are compared in the running text of the section: its blocks one after the other, without anything between
 * them, so that Enter and Backspace change nothing in it.
 */

/** An anchor as it is stored and sent. All lengths in UTF-16 units. */
export interface Anchor {
  /** A Yjs relative position, `Y.encodeRelativePosition` in base64; sticks to the character on its right. */
  readonly from: string;
  /** The same, sticking to the character on its left. */
  readonly to: string;
  /** The block in which it begins; absent while a stock client has not named it. */
  readonly blockId?: string;
  /** The words, without line ends; at least one, at most `quoteCharactersMax`. An atom is one U+FFFC. */
  readonly exact: string;
  /** What stands before and after them in the running text, at most `contextCharactersMax` each. */
  readonly prefix: string;
  readonly suffix: string;
}

/** A point in a section's text: the block by its place among its siblings, and an offset in it; each atom counts as one. */
export interface Place {
  readonly block: number;
  readonly offset: number;
}

/** A stretch of a section's text, at least one character long. */
export interface TextRange {
  readonly from: Place;
  readonly to: Place;
}
