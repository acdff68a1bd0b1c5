/** Where everybody's carets are, as it is told: at most so often in a stretch, and never before what they point at. */
import { awarenessBytesMax } from '@alliance/shared/limits';
import { closeCodes } from '@alliance/shared/sync/close-code';

import {
  type AwarenessEntry,
  decodeAwarenessUpdate,
  encodeAwarenessUpdate,
} from './awareness-update.ts';
import { type ClientOwners } from './client-owners.ts';
import { limits } from './limits.ts';
import { encodeAwareness } from './message.ts';
import { type RoomBatches } from './room-batches.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type Seat } from './room-member.ts';
import { type RoomMembers } from './room-members.ts';
import { type Heard } from './room-presence.ts';

/** The presence that the members of one room announce. */
export class RoomCarets {
  readonly #members: RoomMembers;
  readonly #batches: RoomBatches;
  readonly #owners: ClientOwners;
  /** Whether a stretch of presence has begun. */
  #isPacing = false;

  constructor(members: RoomMembers, batches: RoomBatches, owners: ClientOwners) {
    this.#members = members;
    this.#batches = batches;
    this.#owners = owners;
  }

  /** One awareness update from a member. */
  hear(seat: Seat, update: Uint8Array): readonly Effect[] {
    const entries = decodeAwarenessUpdate(update);
    if (entries === undefined) return this.#members.end(seat, closeCodes.malformed, 'malformed');
    const told = this.#tell(seat, entries);
    const units = (update.byteLength - awarenessBytesMax) / 64;
    return units > 0 ? [{ type: 'work', member: seat.member.id, units }, ...told] : told;
  }

  /** A stretch is over: whoever was too fast is told of as they are now. */
  endStretch(): readonly Effect[] {
    this.#isPacing = false;
    const waited = [...this.#members.seats].flatMap(([id, { pace }]) => relay(id, pace.restart()));
    return this.#batches.release(waited);
  }

  #tell(seat: Seat, entries: readonly AwarenessEntry[]): readonly Effect[] {
    const { member } = seat;
    const speaker = { memberId: member.id, personId: member.personId, stamp: member.stamp };
    const heard = entries.flatMap(
      (entry) => this.#members.presence.hear(entry, speaker, this.#owners) ?? [],
    );
    if (heard.length === 0) return [];
    const now = seat.pace.hear(heard);
    if (seat.pace.waiting > limits.awarenessEntriesMax)
      return this.#members.end(seat, closeCodes.abuse, 'abuse');
    const told = this.#batches.release(relay(member.id, now));
    if (this.#isPacing) return told;
    this.#isPacing = true;
    return [{ type: 'presence-stretch' }, ...told];
  }
}

/** Tells the others what was heard of a member, and the member what the others are told. */
function relay(id: MemberId, heard: readonly Heard[]): readonly Effect[] {
  if (heard.length === 0) return [];
  const frame = (part: 'relayed' | 'answered') =>
    encodeAwareness(encodeAwarenessUpdate(heard.map((one) => one[part])));
  return [
    { type: 'broadcast', except: id, payload: frame('relayed') },
    { type: 'send', to: id, payload: frame('answered') },
  ];
}
