/** Limits of plans over HTTP. Times in milliseconds. */

/** How often a write that was overtaken is decided again before its author is asked to send it again. */
export const triesMax = 12;

/** Longest `Idempotency-Key`. */
export const keyCharactersMax = 128;

/** Writes on a plan's sections that one person may make in a stretch. */
export const planWritesMax = 120;

/** Length of such a stretch. */
export const planWritesMs = 60_000;

/** People whose writes are counted at a time. */
export const plannersMax = 10_000;
