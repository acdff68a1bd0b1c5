/** Limits of the HTTP edge. Sizes in bytes, times in milliseconds. */

/** Largest body of a request. */
export const bodyBytesMax = 64 * 1024;

/** Connections that may wait to be accepted: a ward's worth of tabs that reconnect at once after a restart. */
export const backlogMax = 4096;

/** Longest wait for a request's headers and body. */
export const requestMsMax = 30_000;

/** Longest wait for a request's headers, an upgrade's included: they come in one breath. */
export const headersMsMax = 5_000;

/** How often connections are looked at for what takes too long. */
export const connectionsLookMs = 1_000;

/** Connections that may wait with a request that is not whole: beyond it those that have waited longest are cut. */
export const halfOpenMax = 2_000;

/** Connections at a time, sockets included; further ones are closed at once. */
export const connectionsMax = 20_000;

/** Longest wait for running requests when the server stops. */
export const stopMsMax = 5_000;

/** How long the answer to "can anything be saved?" stands, however often it is asked. */
export const probeMsKept = 1_000;

/** Longest wait for one part of the server when it stops; longer than anything that a part waits for by itself. */
export const endMsMax = 40_000;
