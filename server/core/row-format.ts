/** What the payload of a log row is. Every one of them is a Yjs update (V1) and can be applied. */
export const rowFormats = {
  /** What a change brought: its structs and everything that it deleted. */
  update: 'yjs-update-v1',
  /**
   * Stands after a change that met a colleague's: only the deletions that its author made. It brings nothing new; what
   * went with the change and is not among them, the author had not seen.
   */
  made: 'yjs-deletes-made-v1',
  /**
   * The same after a change that was brought when its author came back: every deletion that they knew of, made or seen.
   * Behind it stands the state vector of what they had, if they said it.
   */
  known: 'yjs-deletes-known-v1',
} as const;

/** One of {@link rowFormats}. */
export type RowFormat = (typeof rowFormats)[keyof typeof rowFormats];
