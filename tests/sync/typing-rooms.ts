/** The same people in two rooms: one takes letters typed on where they were typed as they come, the other looks at each. */
import { type Inspect, inspectUpdate } from '@alliance/server/core/inspector';
import { Room } from '@alliance/server/core/room';
import { type Effect } from '@alliance/server/core/room-effect';
import { type Member } from '@alliance/server/core/room-member';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { type Dice, editHonestly } from './honest-editing.ts';
import { syncFrame } from './raw-socket.ts';
import { block } from './sync-world.ts';

/** Somebody who may edit. */
export const typist: Member = {
  id: 1,
  personId: 'nora' as PersonId,
  seatId: 'seat',
  sessionRef: 'session',
  stamp: '{}',
  wantsAcks: true,
  canStartAfresh: true,
  mayEdit: true,
};

/** Looks at every update, however plain. */
const inspectEach: Inspect = (doc, update, sender) => {
  const { typing: _forgotten, ...inspection } = {
    typing: undefined,
    ...inspectUpdate(doc, update, sender),
  };
  return inspection;
};

/** A room that counts how often its inspector is asked. */
export class CountingRoom {
  readonly room: Room;
  readonly log: Uint8Array[] = [];
  asked = 0;

  constructor(inspect: Inspect, updates: readonly Uint8Array[] = []) {
    const counting: Inspect = (...question) => {
      this.asked++;
      return inspect(...question);
    };
    this.room = new Room(
      {
        documentId: 'snapshot-1',
        incarnation: 'first',
        head: { seq: updates.length, hash: new Uint8Array(32) },
        snapshotSeq: 0,
        updates,
        clients: [],
      },
      counting,
    );
    this.log.push(...updates);
  }

  /** One update of a member, as it comes. */
  send(id: number, update: Uint8Array): readonly Effect[] {
    return this.room.receive(id, syncFrame('update', update), true);
  }

  /** Everything that waits gets to the disk. */
  commit(): readonly Effect[] {
    const batch = this.room.takeBatch();
    if (batch === undefined) return [];
    this.log.push(...batch.rows.map(({ payload }) => payload));
    return this.room.committed({ seq: this.log.length, hash: new Uint8Array(32) });
  }

  /** What stands in the living document, unit by unit. */
  describe(): Uint8Array | undefined {
    return this.room.look(describeUnits);
  }

  /** The same of a document that is made from the rows. */
  describeLog(): Uint8Array | undefined {
    const doc = createSectionDocument();
    for (const update of this.log) Y.applyUpdate(doc, update);
    return describeUnits(doc);
  }
}

/** Effects without the bytes of updates: the two rooms may write the same in other bytes. */
export function outlineOf(effects: readonly Effect[]): readonly unknown[] {
  return effects
    .filter(({ type }) => type !== 'work')
    .map((effect) => {
      if (effect.type === 'broadcast') return [effect.type, effect.except];
      return 'bytes' in effect ? [effect.type, effect.member, effect.bytes > 0] : effect;
    });
}

/** An editor who types on for a while at each place. */
class Typist {
  readonly doc: Y.Doc;
  readonly member: Member;
  readonly unread: Uint8Array[] = [];
  #text: Y.XmlText | undefined;
  #at = 0;

  constructor(member: Member, clientID: number, state: Uint8Array) {
    this.member = member;
    this.doc = createSectionDocument(clientID);
    Y.applyUpdate(this.doc, state, 'others');
  }

  /** Types a letter behind the last one, or begins elsewhere, or does something else. */
  edit(dice: Dice): void {
    const choice = dice(24);
    if (choice === 0) editHonestly(this.doc, dice);
    else if (choice === 1) this.#erase();
    else if (choice < 4 || !this.#isPlaced()) this.#goElsewhere(dice);
    else this.#type(dice);
  }

  /** Hears what was said longest ago. */
  hear(): void {
    const update = this.unread.shift();
    if (update !== undefined) Y.applyUpdate(this.doc, update, 'others');
  }

  #isPlaced(): boolean {
    return this.#text !== undefined && this.#text.parent !== null && this.#at <= this.#text.length;
  }

  #goElsewhere(dice: Dice): void {
    const texts = bodyOf(this.doc)
      .toArray()
      .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
      .filter((node) => node instanceof Y.XmlText);
    this.#text = texts[dice(texts.length)];
    this.#at = this.#text === undefined ? 0 : dice(this.#text.length + 1);
  }

  #type(dice: Dice): void {
    const letters = ['a', 'b', ' ', 'pain', 'é', '🩹'][dice(6)] ?? 'x';
    this.#text?.insert(this.#at, letters);
    this.#at += letters.length;
  }

  #erase(): void {
    if (!this.#isPlaced() || this.#at === 0) return;
    this.#at -= 1;
    this.#text?.delete(this.#at, 1);
  }
}

/** How two rooms ended, and whether they ever said something else. */
export interface Comparison {
  readonly isSame: boolean;
  readonly frames: number;
  readonly askedFast: number;
  readonly descriptions: readonly (Uint8Array | undefined)[];
}

/** Three typists of two people for some steps, in a room of this inspector and in one that looks at each update. */
export function compareRooms(
  dice: Dice,
  steps: number,
  inspect: Inspect = inspectUpdate,
): Comparison {
  const first = createSectionDocument(900);
  bodyOf(first).insert(0, [block('Walks with a frame.'), block('Pain at night.')]);
  const state = Y.encodeStateAsUpdate(first);
  const fast = new CountingRoom(inspect, [state]);
  const slow = new CountingRoom(inspectEach, [state]);
  const typists = ['nora', 'nora', 'phil'].map(
    (name, index) =>
      new Typist({ ...typist, id: index + 1, personId: name as PersonId }, 1000 + index, state),
  );
  let isSame = true;
  let frames = 0;
  const both = (ask: (room: CountingRoom) => readonly Effect[]): void => {
    const said = [fast, slow].map((room) => JSON.stringify(outlineOf(ask(room))));
    isSame &&= said[0] === said[1];
  };
  for (const one of typists) {
    both(({ room }) => room.join(one.member));
    one.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return;
      frames++;
      both((room) => room.send(one.member.id, update));
      for (const other of typists) if (other !== one) other.unread.push(update);
    });
  }
  for (let step = 0; step < steps; step++) {
    const one = typists[dice(typists.length)];
    if (dice(3) === 0) one?.hear();
    else one?.edit(dice);
    if (dice(8) === 0) both((room) => room.commit());
  }
  both((room) => room.commit());
  both((room) => room.commit());
  const descriptions = [fast.describe(), slow.describe(), fast.describeLog(), slow.describeLog()];
  return { isSame, frames, askedFast: fast.asked, descriptions };
}
