/**
 * Why the server refuses an update: the rule ids that message 101 carries, each with a key for machines. The client
 * turns the key into a sentence in the reader's language; the server never sends a sentence.
 */
export const refusalRules = {
  /** The sender may read this section, not edit it. */
  IN1: 'not-allowed-to-edit',
  /** The update writes under a client id that belongs to somebody else. */
  IN2: 'foreign-client',
  /** The update writes under a client id that is the server's own. */
  IN3: 'reserved-client',
  /** The update writes into a root that sections do not have. */
  IN4: 'unknown-root',
  /** The update uses an element, an attribute or a mark that the schema does not have. */
  IN5: 'unknown-name',
  /** The update puts content where the schema has no place for it: a document inside the document, text outside a block. */
  IN6: 'misplaced-content',
  /** The update builds on words that the server has never seen. */
  IN7: 'missing-words',
  /** The section is full. */
  IN8: 'section-full',
  /** The update could not be joined with the section as it was announced; the section was loaded anew. */
  IN9: 'not-mergeable',
  /** The update puts words between neighbours that cannot have been neighbours: copies would read differently. */
  IN19: 'impossible-order',
  /** The update gives an attribute, a mark or a chip a value that it cannot have: another type, a link that may not be opened. */
  IN20: 'impossible-value',
} as const;

/** A rule id of `SPEC.md` that can stand in a refusal. */
export type RefusalRule = keyof typeof refusalRules;

/** A key of {@link refusalRules} for a message catalogue. */
export type RefusalKey = (typeof refusalRules)[RefusalRule];
