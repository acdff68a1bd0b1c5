/** Limits of the comments. Times in milliseconds. */

/** Longest relative position in base64 that is kept. What is not one reads as unplaced (AN6). */
export const positionCharactersMax = 256;

/** Longest id of a block that is kept. */
export const blockIdCharactersMax = 128;

/** How long the keys of writes are remembered: a tab that slept over a long weekend may still repeat what it sent. */
export const writeKeyMsKept = 7 * 24 * 60 * 60_000;

/** Marks "read" that are remembered for the other tabs of whoever made them; the oldest are forgotten. */
export const readMarksMax = 50_000;

/** People whose writes are counted at a time. */
export const writersMax = 10_000;
