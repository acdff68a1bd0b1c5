/** Limits of the merge checks. Times in milliseconds. */

/** Checks of one document that may wait for a decision; while there are so many no further ones are made. */
export const openChecksMax = 50;

/** Decisions that one person may make in a stretch of {@link decisionsMs}. */
export const decisionsMax = 120;

/** Length of such a stretch. */
export const decisionsMs = 60_000;

/** People whose decisions are counted at a time. */
export const decidersMax = 10_000;

/** After so many milliseconds a document is asked whether it has changed again, before its log is looked at. */
export const scanStretchMs = 1500;

/** After so many of them it is looked at, however fast it changes. */
export const scanStretchesMax = 4;

/** After a look the next one waits so many times as long as it took: looks have a fifth of one core at most. */
export const scanRest = 4;

/** Rows after which it is written down how far a document was looked at, when nothing was found. */
export const unmarkedRowsMax = 500;

/** Documents of which it is remembered how far they were looked at; the oldest are looked up again. */
export const placesMax = 20_000;

/** Turns of a document that are left out at most when its looks fail over and over. */
export const turnsLeftOutMax = 255;

/** Documents that are caught up with after a start; others when they change. */
export const caughtUpMax = 10_000;
