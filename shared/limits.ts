/**
 * Every limit that both sides must know (I8). Sizes in bytes, times in milliseconds. The server's own queues are
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
