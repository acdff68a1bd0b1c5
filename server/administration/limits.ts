/** Limits of administration. */

/** People or alliances on one page of a list. */
export const pageItemsMax = 100;

/** Living sessions that are shown at a time. */
export const sessionsShownMax = 500;

/** Longest time after which a page that nobody uses is locked, in minutes. */
export const idleMinutesMax = 30;

/** Longest life of a link to join, in days. */
export const linkDaysMax = 30;
