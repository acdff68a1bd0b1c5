/**
 * Every limit that both sides must know. Sizes in bytes, times in milliseconds. The server's own queues are
 * in `server/core/limits.ts`.
 */

/** Largest frame on any socket: a sync step 2 of the largest section always fits. */
export const frameBytesMax = 1024 * 1024;

/** Largest encoded state of a section plus its unsaved edits. The editor stops there and says why. */
export const sectionBytesMax = 768 * 1024;

/** Documents that one tab's socket can have open at a time. */
export const channelsMax = 256;

/** Largest awareness state of one client, after stamping. */
export const awarenessBytesMax = 4096;

/** Longest text of a comment, and of each box of SBAR, in UTF-16 units. */
export const commentCharactersMax = 4000;

/** Longest stretch of text that a thread can quote; of a longer selection the beginning counts. UTF-16 units. */
export const quoteCharactersMax = 2000;

/** Context kept on each side of a quote, in UTF-16 units. */
export const contextCharactersMax = 32;

/** Comments in one thread. */
export const commentsPerThreadMax = 200;

/** Everything that one thread says and said before, together, in UTF-16 units: it is written whole each time. */
export const threadCharactersMax = 1_000_000;

/** Times that one comment can be changed. */
export const editsPerCommentMax = 50;

/** Mentions in one comment. */
export const mentionsMax = 20;

/** Threads of one plan. */
export const threadsPerPlanMax = 2000;

/** How much of a comment the inbox shows, in UTF-16 units. */
export const excerptCharactersMax = 140;

/** Values of one field of a thread that may wait for a decision (CM10). */
export const undecidedMax = 20;

/** Longest text that an attribute or a chip's value can be, in UTF-16 units. */
export const attributeCharactersMax = 1024;

/** Longest address of a link, in UTF-16 units. */
export const addressCharactersMax = 65_536;

/** Longest key of a chip's write, in UTF-16 units. */
export const chipKeyCharactersMax = 256;

/** Writes of a chip that one write can replace. */
export const supersededMax = 1000;
