/** Limits of plans over HTTP. Times in milliseconds. */

/** Writes on a plan's sections that one person may make in a stretch. */
export const planWritesMax = 120;

/** Length of such a stretch. */
export const planWritesMs = 60_000;

/** People whose writes are counted at a time. */
export const plannersMax = 10_000;
