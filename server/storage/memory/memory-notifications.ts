import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

import { type PersonId } from '@alliance/shared/identity/person';

import { isDigestReader } from '../digest-reader.ts';
import { type Notifications, type StoredNotifications } from '../port.ts';

/** Who wants to be told by e-mail, in memory. */
export class MemoryNotifications {
  readonly #rows = new Map<PersonId, StoredNotifications>();

  of(personId: PersonId): StoredNotifications | undefined {
    return structuredClone(this.#rows.get(personId));
  }

  /** Replaces a row; false when another one than the expected is there. */
  put(
    row: StoredNotifications,
    expected: Parameters<Notifications['putNotifications']>[2],
    people: ReadonlyMap<PersonId, unknown>,
  ): boolean {
    assert(people.has(row.personId), 'A wish belongs to a person who exists.');
    if (expected && !isDeepStrictEqual(this.#rows.get(row.personId), expected.row)) return false;
    this.#rows.set(row.personId, structuredClone(row));
    return true;
  }

  digestReaders(): readonly StoredNotifications[] {
    const readers = [...this.#rows.values()].filter(isDigestReader);
    return structuredClone(
      readers.toSorted((one, other) => (one.personId < other.personId ? -1 : 1)),
    );
  }

  /** Forgets people who are gone. */
  keepOnly(people: ReadonlyMap<PersonId, unknown>): void {
    for (const personId of this.#rows.keys()) {
      if (!people.has(personId)) this.#rows.delete(personId);
    }
  }
}
