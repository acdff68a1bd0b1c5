/** Limits of signing in and of sessions. Times in milliseconds. */

/** Wrong passwords or codes of one account that cost nothing but the try. */
export const freeFailures = 4;

/** The first wait after those; each further failure doubles it. */
export const firstWaitMs = 15_000;

/** Longest wait: nobody can keep a colleague out for longer than that, however often they fail in their name. */
export const waitMsMax = 15 * 60_000;

/** After so long without a failure they are forgotten. */
export const failuresMsKept = 24 * 60 * 60_000;

/** Addresses without an account whose failures are remembered; of more, the oldest are forgotten. */
export const strangersMax = 10_000;

/** Failures that one network address may have at once, and then every second: a ward comes from one address. */
export const failuresPerAddress = { burst: 5, perSecond: 0.2, keysMax: 10_000 } as const;

/** Tries that somebody signed in has though others fail in their name: whoever sits at the bedside is not kept out by them. */
export const ownTries = { max: 3, stretchMs: waitMsMax, keysMax: 20_000 } as const;

/** Passwords that are worked on at a time: each takes 32 MB for a moment. */
export const hashesAtOnce = 2;

/** Passwords that may wait for that; whoever comes then is asked to try again. */
export const hashesWaitingMax = 64;

/** How long a password that was right waits for its second step. */
export const pendingMsMax = 5 * 60_000;

/** Sign-ins that may wait for their second step; of more, the oldest begin anew. */
export const pendingMax = 10_000;

/** How long a code that was used is known, so that it opens nothing twice: longer than it is valid. */
export const usedCodeMsKept = 3 * 60_000;

/** Used codes that are known. */
export const usedCodesMax = 10_000;

/** How long a link to set up the first account can be used. */
export const setUpLinkMs = 24 * 60 * 60_000;

/** The same for a link to join, unless an administrator says otherwise. */
export const joinLinkDays = 7;

/** The same for a link to a new password. */
export const passwordLinkMs = 24 * 60 * 60_000;

/** Longest name of a person, in UTF-16 units. */
export const nameCharactersMax = 120;

/** Longest e-mail address. */
export const emailCharactersMax = 254;

/** Longest label of a session, in UTF-16 units. */
export const labelCharactersMax = 60;

/** Sessions that one person may have; signing in once more ends the oldest. */
export const sessionsPerPersonMax = 20;

/** Silent pages that the server knows of at a time. */
export const watchedMax = 20_000;

/** How much longer than its page the server waits before it locks a silent session by itself. */
export const idleSlackMs = 60_000;

/** How often the server looks for silent sessions. */
export const idleLookMs = 5_000;

/** How long something of the sign-in library is in its throw-away memory, at most. */
export const throwAwayMs = 10 * 60_000;

/** Things of the sign-in library in its throw-away memory; of more, the oldest go. */
export const throwAwayMax = 1_000;

/** Tries of one account that may wait for each other. */
export const triesInLineMax = 8;
