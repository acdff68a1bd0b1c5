/** Limits of the merge checks (I8). Times in milliseconds. */

/** Checks of one document that may wait for a decision; while there are so many no further ones are made. */
export const openChecksMax = 50;

/** Decisions that one person may make in a stretch of {@link decisionsMs}. */
export const decisionsMax = 120;

/** Length of such a stretch. */
export const decisionsMs = 60_000;

/** People whose decisions are counted at a time. */
export const decidersMax = 10_000;
