/**
 * Why the server closes a document's conversation. y-websocket never retries 4400–4499 and always retries the
 * rest, so a code in that range is a promise that trying again cannot help.
 */
export const closeCodes = {
  /** A frame that cannot be read: text, empty, truncated, unknown type. */
  malformed: 4400,
  /** No valid session: signed out or expired. */
  signedOut: 4401,
  /** An update was refused, or the right was taken away. */
  refused: 4403,
  /** No such document, or none that this person may see: the two look the same. */
  notFound: 4404,
  /** A frame or the section itself is too large. */
  tooLarge: 4413,
  /** The editor's schema is missing or older than the document's. */
  outdated: 4426,
  /** Limits broken on purpose: channels without end. */
  abuse: 4429,
  /** The server cannot serve the document now: storage full, damaged, stopping, or a reader too slow; or the reader's copy has to be replaced. */
  tryAgain: 4503,
} as const;

/** One of the values of {@link closeCodes}. */
export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** What follows the code on the wire: a word for machines, never content. */
export const closeReasons = [
  'malformed',
  'signed-out',
  'refused',
  'revoked',
  'not-found',
  'too-large',
  'outdated',
  'abuse',
  'storage-full',
  'storage-failed',
  'damaged',
  'stopping',
  'slow-reader',
  /** The reader's copy has deleted marks by itself: it is thrown away, and the document loaded into a new one at once. */
  'copy-differs',
  /** The reader's copy knows of words that this server has lost: it was restored from an older state, and the two must not be merged. */
  'restored',
] as const;

/** One of {@link closeReasons}. */
export type CloseReason = (typeof closeReasons)[number];
