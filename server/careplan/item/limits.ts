/** Limits of the items of plans. */

/** Most of the versions of one item that one answer holds, in UTF-16 units of their JSON: the newest. */
export const versionCharactersMax = 2_000_000;

/** People whose writes are counted at a time. */
export const writersMax = 10_000;

/** Writes of items that one person may make in a stretch: whoever fills in a goal writes field by field (IT20). */
export const itemWritesMax = 240;

/** Length of such a stretch. Milliseconds. */
export const itemWritesMs = 60_000;
