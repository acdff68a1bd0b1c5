/** Limits of alliances over HTTP. Times in milliseconds. */

/** Lines of any list in a request. */
export const listedMax = 40;

/** A secret of 32 bytes in base64url. */
export const secretCharacters = 43;

/** How often a write that was overtaken is decided again before its author is asked to send it again. */
export const triesMax = 12;

/** Longest `Idempotency-Key`. */
export const keyCharactersMax = 128;

/** Writes on alliances that one person may make in a stretch. */
export const writesMax = 120;

/** Invitations that can be looked at or answered in a stretch: by one session, and from one address. */
export const looksMax = 30;

/** Addresses that one person may look up in a stretch. */
export const lookUpsMax = 10;

/** Length of such a stretch. */
export const stretchMs = 60_000;

/** People, sessions and addresses that are counted at a time. */
export const countedMax = 10_000;

/** A section that nobody has changed for longer is shown as stale in the overview, in days. */
export const staleDays = 7;
