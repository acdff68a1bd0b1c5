/** What an error of SQLite means for the caller. Only codes are read: a message could quote content. */
import { StorageFailed, StorageFull } from '../port.ts';

/**
 * `full`: no space, rolled back, may be tried again. `busy`: another program holds the database. `invalid`: the call
 * breaks a rule of the tables; the caller is wrong. `corrupt`: a page cannot be read. `failed`: nothing more is
 * written until the next start, because after a failed fsync nobody knows what is on the disk.
 */
export type FailureKind = 'full' | 'busy' | 'invalid' | 'corrupt' | 'failed';

/** A failure on its way from the worker. */
export interface Failure {
  readonly kind: FailureKind;
  /** SQLite's extended result code; 0 when the error came from elsewhere. */
  readonly code: number;
}

/** SQLite's primary result codes (sqlite.org/rescode.html). */
export const resultCodes = {
  error: 1,
  busy: 5,
  locked: 6,
  readOnly: 8,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notAuthorized: 23,
  range: 25,
  notADatabase: 26,
} as const;

const kinds: Readonly<Record<number, FailureKind>> = {
  [resultCodes.busy]: 'busy',
  [resultCodes.locked]: 'busy',
  [resultCodes.corrupt]: 'corrupt',
  [resultCodes.full]: 'full',
  [resultCodes.constraint]: 'invalid',
  [resultCodes.notADatabase]: 'corrupt',
};

/** Classifies whatever was thrown. */
export function failureOf(error: unknown): Failure {
  const code = resultCodeOf(error);
  // What does not come from SQLite is a mistake of the caller: a value that no column takes.
  const kind = code === 0 ? 'invalid' : (kinds[code & 0xff] ?? 'failed');
  return { kind, code };
}

/** The extended result code in an error of `node:sqlite`; 0 in any other. */
export function resultCodeOf(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode : 0;
}

const sentences: Readonly<Record<Exclude<FailureKind, 'full'>, string>> = {
  busy: 'Another program holds the database',
  invalid: 'The call breaks a rule of the tables',
  corrupt: 'A page of the database cannot be read',
  failed: 'The disk refused; nothing is written until the next start',
};

/** The error that a caller sees. Codes only: a message of SQLite could quote what was written. */
export function errorOf({ kind, code }: Failure): Error {
  if (kind === 'full') return new StorageFull('There is no space left on the disk.');
  return new StorageFailed(`${sentences[kind]} (SQLite code ${code}).`);
}
