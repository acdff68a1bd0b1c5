/** Limits of the comments. Times in milliseconds. */

/** Longest relative position in base64 that is kept. What is not one reads as unplaced (AN6). */
export const positionCharactersMax = 256;

/** Longest id of a block that is kept. */
export const blockIdCharactersMax = 128;

/** Longest `Idempotency-Key`. */
export const keyCharactersMax = 128;

/** How often a write that was overtaken is decided again before its author is asked to send it again. */
export const triesMax = 12;

/** How long the keys of writes are remembered: a tab that slept over a long weekend may still repeat what it sent. */
export const writeKeyMsKept = 7 * 24 * 60 * 60_000;

/** Plans whose number of threads is remembered. */
export const countedPlansMax = 1000;

/** Marks "read" that are remembered for the other tabs of whoever made them; the oldest are forgotten. */
export const readMarksMax = 50_000;

/** People whose writes are counted at a time. */
export const writersMax = 10_000;
