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

/** Seats of one alliance. */
export const seatsMax = 40;

/** Longest name of an alliance, and title of a seat, in UTF-16 units. */
export const titleCharactersMax = 120;

/** Longest purpose of an alliance, in UTF-16 units: it is one sentence. */
export const purposeCharactersMax = 500;

/** Lines in each of the three lists of a seat: what it answers for, offers and needs. */
export const linesPerSeatMax = 20;

/** Longest of these lines, and of a contact, in UTF-16 units. */
export const lineCharactersMax = 300;

/** Longest message, reason, recommendation or note of an alliance, in UTF-16 units. */
export const noteCharactersMax = 1000;

/** Longest handover note, in UTF-16 units. */
export const handoverCharactersMax = 4000;

/** Longest text of one agreement, in UTF-16 units. */
export const agreementCharactersMax = 1000;

/** Working agreements of one charter. */
export const agreementsMax = 40;

/** Days that an invitation stands: at least, unless told, and at most. */
export const invitationDays = { min: 1, default: 7, max: 30 } as const;

/** Longest stretch of coverage that can be arranged. */
export const coverageMsMax = 31 * 24 * 60 * 60_000;

/** Stretches that one seat keeps. */
export const coverageRowsMax = 400;

/** Stretches that ended longer ago may go when there are too many. */
export const coverageKeptMs = 90 * 24 * 60 * 60_000;

/** How long ago a stretch may begin that is arranged now: the clocks of client and server differ a little. */
export const coverageLateMs = 5 * 60_000;

/** Times that one seat can say something to one version of the charter. */
export const signaturesPerSeatMax = 20;

/** How long an emergency edit lasts. */
export const emergencyMs = 60 * 60_000;

/** Emergency edits of one alliance that run or were not looked at yet. */
export const emergenciesMax = 100;
