import { type PersonId } from '@alliance/shared/identity/person';
/**
 * Who is in a section, and where their carets are. Each connection speaks for one client id, its own; what it repeats
 * for others is dropped. The server writes who it is.
 *
 * A client that comes back with a clock that its colleagues have already seen would stay invisible to them, and so would
 * a new one, whose first clock is 0: the clocks that the server relays start at 1 and only grow, whatever the client's
 * own clock does. The client itself hears its own clock.
 */
import { awarenessBytesMax } from '@alliance/shared/limits';

import { type AwarenessEntry, stampState } from './awareness-update.ts';
import { type ClientOwners } from './client-owners.ts';
import { limits } from './limits.ts';

/** Who speaks. */
export interface Speaker {
  readonly memberId: number;
  readonly personId: PersonId;
  /** The JSON of its `StampedUser`. */
  readonly stamp: string;
}

/** What to tell whom after an entry was heard. */
export interface Heard {
  /** For everybody else. */
  readonly relayed: AwarenessEntry;
  /** For the speaker: its own clock, stamped. */
  readonly answered: AwarenessEntry;
}

interface Present {
  readonly memberId: number;
  /** The client's own clock. */
  readonly clock: number;
  /** Added to the client's clock for everybody else. */
  readonly offset: number;
  readonly state: string;
}

/** The living awareness states of one room. */
export class RoomPresence {
  readonly #present = new Map<number, Present>();
  readonly #clientOf = new Map<number, number>();
  /** The last clocks relayed for clients that left. */
  readonly #departed = new Map<number, number>();

  /** Takes one entry from a speaker. Undefined when it is not the speaker's own or says nothing new. */
  hear(entry: AwarenessEntry, speaker: Speaker, owners: ClientOwners): Heard | undefined {
    if (!this.#isOwn(entry.client, speaker, owners)) return undefined;
    const before = this.#present.get(entry.client);
    if (!isPlausible(entry.clock, before)) return undefined;
    if (before?.memberId === speaker.memberId && entry.clock < before.clock) return undefined;
    if (entry.state === 'null') return this.#leave(entry, speaker, before);
    const state = stampState(entry.state, speaker.stamp);
    if (state === undefined || state.length > awarenessBytesMax) return undefined;
    owners.lease(entry.client, speaker.personId);
    return this.#arrive({ ...entry, state }, speaker.memberId, before);
  }

  /** Everybody but one client, as a newcomer hears it. */
  others(memberId: number): readonly AwarenessEntry[] {
    const own = this.#clientOf.get(memberId);
    return [...this.#present]
      .filter(([client]) => client !== own)
      .map(([client, present]) => relayedOf(client, present));
  }

  /** Writes anew who a member is; the entry tells the others. Undefined when they know it so. */
  restamp(memberId: number, stamp: string): AwarenessEntry | undefined {
    const client = this.#clientOf.get(memberId);
    const present = client === undefined ? undefined : this.#present.get(client);
    if (client === undefined || present?.memberId !== memberId) return undefined;
    const state = stampState(present.state, stamp);
    if (state === undefined || state === present.state) return undefined;
    // The clocks that others hear only grow.
    const restamped = { ...present, offset: present.offset + 1, state };
    this.#present.set(client, restamped);
    return relayedOf(client, restamped);
  }

  /** Forgets what a member announced; the entry tells the others. */
  forget(memberId: number): AwarenessEntry | undefined {
    const client = this.#clientOf.get(memberId);
    const present = client === undefined ? undefined : this.#present.get(client);
    this.#clientOf.delete(memberId);
    if (client === undefined || present?.memberId !== memberId) return undefined;
    this.#depart(client, present);
    return { ...relayedOf(client, present), state: 'null' };
  }

  /** One id per connection. A newer connection of the same person takes over an id whose socket has not noticed its end. */
  #isOwn(client: number, speaker: Speaker, owners: ClientOwners): boolean {
    const announced = this.#clientOf.get(speaker.memberId);
    if (announced !== undefined) return announced === client;
    return owners.isFreeFor(client, speaker.personId);
  }

  #arrive(entry: AwarenessEntry, memberId: number, before: Present | undefined): Heard {
    if (before !== undefined && before.memberId !== memberId)
      this.#clientOf.delete(before.memberId);
    const isSame = before?.memberId === memberId && entry.clock > before.clock;
    const offset = isSame ? before.offset : this.#offsetAfter(entry, before);
    const present = { memberId, clock: entry.clock, offset, state: entry.state };
    this.#departed.delete(entry.client);
    this.#present.set(entry.client, present);
    this.#clientOf.set(memberId, entry.client);
    return { relayed: relayedOf(entry.client, present), answered: entry };
  }

  #offsetAfter(entry: AwarenessEntry, before: Present | undefined): number {
    const last = before ? before.clock + before.offset : this.#departed.get(entry.client);
    return Math.max(1, (last ?? 0) + 1 - entry.clock);
  }

  #leave(entry: AwarenessEntry, speaker: Speaker, before: Present | undefined): Heard | undefined {
    if (before?.memberId !== speaker.memberId) return undefined;
    const left = { ...before, clock: Math.max(entry.clock, before.clock) };
    this.#clientOf.delete(before.memberId);
    this.#depart(entry.client, left);
    return { relayed: { ...relayedOf(entry.client, left), state: 'null' }, answered: entry };
  }

  #depart(client: number, present: Present): void {
    this.#present.delete(client);
    this.#departed.set(client, present.clock + present.offset);
    for (const oldest of this.#departed.keys()) {
      if (this.#departed.size <= limits.departedMax) return;
      this.#departed.delete(oldest);
    }
  }
}

function relayedOf(client: number, present: Present): AwarenessEntry {
  return { client, clock: present.clock + present.offset, state: present.state };
}

function isPlausible(clock: number, before: Present | undefined): boolean {
  return clock <= (before === undefined ? clockMax : before.clock + limits.awarenessClockJumpMax);
}

/** No client that counts moves and heartbeats gets there. */
const clockMax = 2 ** 31;
