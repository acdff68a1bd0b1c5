import { createHash } from 'node:crypto';

import { presentRight } from '@alliance/shared/access/access-table';
import { type Roster } from '@alliance/shared/access/roster';
import { type PersonId } from '@alliance/shared/identity/person';

/**
 * The cursor of one reader: the storage's own, when their marks "read" were told, and what they could see then. Who may
 * see more or less than before is given everything again, so that no thread is missing because it did not change (CM23).
 */
export interface ReaderCursor {
  /** The storage's. */
  readonly threads: string;
  /** An instant, {@link ReadMarks.now}. */
  readonly marks: number;
  /** {@link rightsMark} of the reader when it was given. */
  readonly rights: string;
}

/** As it stands in an address. */
export function writeCursor({ threads, marks, rights }: ReaderCursor): string {
  return `${threads}.${marks.toString(36)}.${rights}`;
}

/** Undefined for what is not one. */
export function readCursor(text: string): ReaderCursor | undefined {
  const [threads, marks, rights, ...more] = text.split('.');
  if (!threads || !marks || !rights || more.length > 0) return undefined;
  return { threads, marks: Number.parseInt(marks, 36), rights };
}

/** What somebody may see in a plan now, in a few characters; it changes when that does. */
export function rightsMark({ alliance, sectionKeys, seats }: Roster, personId: PersonId): string {
  const held = (seats.get(personId) ?? []).map(
    (seat) =>
      [
        seat.id,
        seat.role.disciplineKey,
        sectionKeys.map((key) => presentRight(alliance, seat, key)),
      ] as const,
  );
  const text = JSON.stringify([sectionKeys, held]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
