/** Who is in a room, what the others hear of them, and how somebody's part in it ends. */
import { type RefusalRule } from '@alliance/shared/access/refusal-rules';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';

import { type AwarenessEntry, encodeAwarenessUpdate } from './awareness-update.ts';
import { encodeAwareness, encodeRefused } from './message.ts';
import { type RoomBatches } from './room-batches.ts';
import { type Effect, type MemberId } from './room-effect.ts';
import { type CountedUpdate, type Member, type MemberPlace, Seat } from './room-member.ts';
import { RoomPresence } from './room-presence.ts';

/** The seats of one room. */
export class RoomMembers {
  readonly seats = new Map<MemberId, Seat>();
  readonly presence = new RoomPresence();
  /** Whom the server's question has not left for: it waits for the disk. */
  readonly #unasked = new Set<MemberId>();
  readonly #documentId: string;
  readonly #batches: RoomBatches;

  constructor(documentId: string, batches: RoomBatches) {
    this.#documentId = documentId;
    this.#batches = batches;
  }

  /** Somebody comes in: they are asked what they have, and hear who is here. */
  join(member: Member, question: Uint8Array): readonly Effect[] {
    this.seats.set(member.id, new Seat(member));
    if (this.#batches.barrier !== undefined) this.#unasked.add(member.id);
    return this.#batches.release([
      { type: 'send', to: member.id, payload: question },
      ...this.presenceFor(member.id),
    ]);
  }

  /**
   * What has waited for the disk, as it leaves. The first that somebody hears is the question: told before what others
   * wrote, they would answer as if they had known of that when they wrote themselves.
   */
  afterQuestions(released: readonly Effect[]): Effect[] {
    let newcomers: ReadonlySet<MemberId> | undefined;
    return released.map((effect) => {
      if (effect.type === 'send' && this.#unasked.delete(effect.to)) newcomers = undefined;
      if (effect.type !== 'broadcast' || this.#unasked.size === 0) return effect;
      newcomers ??= new Set(this.#unasked);
      return { ...effect, newcomers };
    });
  }

  /** Somebody stands elsewhere while they are here: their next rows say so, and the others hear it now. */
  permit(id: MemberId, place: MemberPlace): readonly Effect[] {
    const seat = this.seats.get(id);
    if (seat === undefined) return [];
    seat.member = { ...seat.member, ...place };
    const entry = this.presence.restamp(id, place.stamp);
    return entry === undefined ? [] : this.#tellOthers(id, [entry]);
  }

  /** Somebody is gone: the others hear it. */
  leave(id: MemberId): readonly Effect[] {
    const seat = this.seats.get(id);
    if (seat === undefined) return [];
    this.seats.delete(id);
    this.#unasked.delete(id);
    const last = seat.pace.restart().map(({ relayed }) => relayed);
    const entries = last.concat(this.presence.forget(id) ?? []);
    return entries.length === 0 ? [] : this.#tellOthers(id, entries);
  }

  /** Who is here, for one member. */
  presenceFor(id: MemberId): readonly Effect[] {
    const others = this.presence.others(id);
    if (others.length === 0) return [];
    return [{ type: 'send', to: id, payload: encodeAwareness(encodeAwarenessUpdate(others)) }];
  }

  /** Refuses an update, and with it its member, when what was gathered before is on disk. */
  refuse(seat: Seat, counted: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    seat.isEnding = true;
    return this.#batches.endWhenSaved(() => this.refuseNow(seat, counted, rule));
  }

  /** Refuses an update without waiting for the disk. */
  refuseNow({ member }: Seat, { frame }: CountedUpdate, rule: RefusalRule): readonly Effect[] {
    if (!this.seats.has(member.id)) return [];
    const isFull = rule === 'IN8';
    const close = {
      type: 'close',
      member: member.id,
      code: isFull ? closeCodes.tooLarge : closeCodes.refused,
      reason: isFull ? 'too-large' : 'refused',
      rule,
    } as const;
    const payload = encodeRefused({ frame, rule, section: this.#documentId });
    const message: readonly Effect[] = member.wantsAcks
      ? [{ type: 'send', to: member.id, payload }]
      : [];
    return [...message, close, ...this.leave(member.id)];
  }

  /** Ends a member's conversation when what was gathered before is on disk. */
  end(seat: Seat, code: CloseCode, reason: CloseReason): readonly Effect[] {
    seat.isEnding = true;
    const { id } = seat.member;
    return this.#batches.endWhenSaved(() =>
      this.seats.has(id) ? [{ type: 'close', member: id, code, reason }, ...this.leave(id)] : [],
    );
  }

  #tellOthers(id: MemberId, entries: readonly AwarenessEntry[]): readonly Effect[] {
    const payload = encodeAwareness(encodeAwarenessUpdate(entries));
    return this.#batches.release([{ type: 'broadcast', except: id, payload }]);
  }
}
