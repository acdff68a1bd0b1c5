/**
 * Whose client id is whose in one document (D5). A binding is for ever and in the log; a lease lasts as long as the
 * room: the server handed the id out, or its person announced it before writing with it.
 */
import { firstFreeClientID } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';

import { limits } from './limits.ts';

/** Gives random integers from 0 to 2³²−1. */
export type RandomClientID = () => number;

/** The owners of one document's client ids. */
export class ClientOwners {
  readonly #bound: Map<number, PersonId>;
  readonly #leased = new Map<number, PersonId>();

  constructor(bound: Iterable<readonly [number, PersonId]>) {
    this.#bound = new Map(bound);
  }

  /** Whether a person may write under an id: it is theirs, or nobody's yet. */
  isFreeFor(client: number, personId: PersonId): boolean {
    if (client < firstFreeClientID) return false;
    const owner = this.#bound.get(client) ?? this.#leased.get(client);
    return owner === undefined || owner === personId;
  }

  /** Whose an id is for ever or on lease; the server's own is nobody's to write with. Undefined: it has never been heard of. */
  ownerOf(client: number): PersonId | 'server' | undefined {
    if (client < firstFreeClientID) return 'server';
    return this.#bound.get(client) ?? this.#leased.get(client);
  }

  /** Keeps the id that a person's copy writes with, unless it is somebody else's: it was handed out before the server started again. */
  leaseAgain(client: number, personId: PersonId): void {
    if (this.isFreeFor(client, personId)) this.lease(client, personId);
  }

  /** Binds an id for ever. True when it was not bound before, so that the log must learn of it. */
  bind(client: number, personId: PersonId): boolean {
    if (this.#bound.has(client)) return false;
    this.#bound.set(client, personId);
    this.#leased.delete(client);
    return true;
  }

  /** Keeps an id for its person while the room lives. The oldest leases are forgotten. */
  lease(client: number, personId: PersonId): void {
    if (this.#bound.has(client)) return;
    this.#leased.set(client, personId);
    for (const oldest of this.#leased.keys()) {
      if (this.#leased.size <= limits.leasesMax) return;
      this.#leased.delete(oldest);
    }
  }

  /** Ids that nobody has ever used here, leased to a person. */
  leaseNew(personId: PersonId, count: number, random: RandomClientID): readonly number[] {
    return Array.from({ length: count }, () => {
      const client = this.#unused(random);
      this.lease(client, personId);
      return client;
    });
  }

  #unused(random: RandomClientID): number {
    let client = random();
    while (client < firstFreeClientID || this.#bound.has(client) || this.#leased.has(client)) {
      client = random();
    }
    return client;
  }
}
