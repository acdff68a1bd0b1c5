/** How numbers are said: "1,204 rows", "3.2 MB", "0.4 s". */
import { type Damage } from '../storage/sqlite/log-checker.ts';

/** A count with its noun: "1 row", "1,204 rows". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes, in the unit that fits. */
export function sized(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** Milliseconds as seconds with one digit, never 0. */
export function seconds(ms: number): string {
  return `${Math.max(0.1, ms / 1000).toFixed(1)} s`;
}

/** How long ago, in the largest unit of which it is at least two. */
export function since(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 48) return `${Math.floor(hours / 24)} days ago`;
  return hours >= 2 ? `${Math.floor(hours)} hours ago` : `${Math.floor(ms / 60_000)} minutes ago`;
}

const kinds: Readonly<Record<Damage['kind'], (seq: number) => string>> = {
  row: (seq) => `does not verify at row ${seq}: the row was changed or is missing`,
  tail: (seq) => `ends before row ${seq}: rows at its end are missing`,
  words: (seq) => `cannot be put together at row ${seq}`,
  record: () => 'is missing: its section or charter is there, its record is not',
  page: (seq) => `cannot be read from row ${seq} on: a page of the disk is damaged`,
  snapshot: (seq) => `has a snapshot at row ${seq} that does not verify; it is read without it`,
  owner: (seq) => `names somebody else as the author of a client id than row ${seq} does`,
  summary: (seq) => `says wrongly who changed it last, near row ${seq}`,
};

/** The damage of a document in one line, by its id: never its words. */
export function saidOf({ documentId, kind, seq }: Damage): string {
  return `Document ${documentId} ${kinds[kind](seq)}.`;
}

/** What no digest covers yet, so that no command can prove it. */
export const notProved =
  'Not proved, because nothing is kept to prove it by: comments and their reading marks, people, accounts, alliances, signatures, plans, wishes for e-mail, the audit, and the removal of a document with every trace of it.';
