/**
 * Whose client id is whose in one document. A binding is for ever and in the log; a lease lasts as long as the
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
  /** The same, by person; the latest last. */
  readonly #leasedTo = new Map<PersonId, Set<number>>();

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
    this.#unlease(client);
    return true;
  }

  /** Keeps an id for its person while the room lives. Of too many the oldest leases are forgotten, first the person's own. */
  lease(client: number, personId: PersonId): void {
    if (this.#bound.has(client)) return;
    this.#unlease(client);
    this.#leased.set(client, personId);
    const own = this.#leasedTo.get(personId) ?? new Set();
    this.#leasedTo.set(personId, own.add(client));
    if (own.size > limits.leasesOfPersonMax) this.#unleaseFirst(own);
    if (this.#leased.size > limits.leasesMax) this.#unleaseFirst(this.#leased);
  }

  #unleaseFirst(leased: { keys(): Iterable<number> }): void {
    const [oldest] = leased.keys();
    if (oldest !== undefined) this.#unlease(oldest);
  }

  #unlease(client: number): void {
    const personId = this.#leased.get(client);
    if (personId === undefined) return;
    this.#leased.delete(client);
    const own = this.#leasedTo.get(personId);
    own?.delete(client);
    if (own?.size === 0) this.#leasedTo.delete(personId);
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
