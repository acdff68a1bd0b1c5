/**
 * Members who may not edit a section, with the right code on their side and every frame that they can think of: what
 * readers, commenters and suggesters may send, mixed with what they may not, through the room.
 */
import { type Inspect } from '@alliance/server/core/inspector';
import { Room } from '@alliance/server/core/room';
import { type Effect } from '@alliance/server/core/room-effect';
import { type Member } from '@alliance/server/core/room-member';
import { decide } from '@alliance/shared/access/access-table';
import { type SectionRight } from '@alliance/shared/access/section-right';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { messageTypes } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

import { craft, craftSections } from './crafted-update.ts';
import { type Dice, editHonestly, forbiddenEdits } from './honest-editing.ts';
import { brokenUpdate, craftedUpdate, victim } from './hostile-updates.ts';
import { awarenessFrame, syncFrame } from './raw-socket.ts';
import { block } from './sync-world.ts';

const forbidding = ['read', 'comment', 'suggest'] as const satisfies readonly SectionRight[];

/** What a run counts. */
export interface Seen {
  /** Frames of people who may not edit, by what became of them; not an update, or not heard any more. */
  other: number;
  nothing: number;
  tidying: number;
  refused: number;
  malformed: number;
  change: number;
  /** Rows of people who may edit. */
  rows: number;
}

/** A count that has not begun. */
export function nothingSeen(): Seen {
  return { other: 0, nothing: 0, tidying: 0, refused: 0, malformed: 0, change: 0, rows: 0 };
}

/** Somebody with a copy of their own, mostly honest. */
interface Person {
  readonly id: number;
  readonly personId: PersonId;
  right: SectionRight;
  doc: Y.Doc;
  /** What their copy wrote and nobody has sent. */
  updates: Uint8Array[];
}

class Ward {
  readonly seen: Seen = nothingSeen();
  readonly #dice: Dice;
  readonly #room: Room;
  readonly #people: readonly Person[];
  /** What became of the updates of one frame; an answer brings along those that waited for it. */
  readonly #verdicts: (keyof Seen)[] = [];
  #lastClient = 1000;
  #lastId = 0;

  constructor(dice: Dice, inspect: Inspect) {
    this.#dice = dice;
    const seed = createSectionDocument(victim);
    bodyOf(seed).insert(0, [block('Walks 20 m with a frame.'), block('Sleeps well.')]);
    chipsOf(seed).set('c1/w1', { value: '20', unit: 'm', supersedes: [] });
    this.#room = new Room(
      {
        documentId: 'snapshot-1',
        incarnation: 'first',
        head: { seq: 1, hash: new Uint8Array(32) },
        snapshotSeq: 0,
        updates: [Y.encodeStateAsUpdate(seed)],
        clients: [{ clientID: victim, personId: 'nora' as PersonId }],
      },
      (doc, update, sender) => {
        const inspection = inspect(doc, update, sender);
        this.#verdicts.push(inspection.kind);
        return inspection;
      },
    );
    this.#people = ['nora', 'phil', 'theo', 'ana', 'ben'].map((name, index) =>
      this.#arrive(name as PersonId, forbidding[index - 2] ?? 'edit'),
    );
  }

  /** One thing that somebody does. Gives what went wrong, in words. */
  step(): string | undefined {
    const person = this.#people[this.#dice(this.#people.length)];
    if (person === undefined) return undefined;
    const choice = this.#dice(24);
    if (choice === 0) return this.#changeRight(person);
    if (choice === 1) return this.#commit();
    if (choice < 4) return this.#comeAgain(person);
    if (choice < 9) return this.#edit(person);
    return this.#send(person, choice < 20 ? this.#honestFrame(person) : this.#oddFrame(person));
  }

  /** Whoever may not edit is left with what they may: the words of everybody else. */
  #edit({ doc }: Person): undefined {
    const odd = forbiddenEdits[this.#dice(forbiddenEdits.length)];
    if (this.#dice(8) > 0) editHonestly(doc, this.#dice);
    else odd?.edit(doc);
  }

  #changeRight(person: Person): undefined {
    // The physician always may, so that there is something to tidy up after.
    if (person.personId === ('nora' as PersonId)) return;
    person.right = (['edit', ...forbidding] as const)[this.#dice(4)] ?? 'read';
    this.#room.permit(person.id, { seatId: 'seat', stamp: '{}', mayEdit: mayEdit(person) });
  }

  /** With a fresh copy, or with the one that was refused. */
  #comeAgain(person: Person): undefined {
    this.#room.leave(person.id);
    const again = this.#arrive(person.personId, person.right);
    const keeps = this.#dice(2) === 0;
    Object.assign(person, keeps ? { id: again.id } : again);
  }

  #arrive(personId: PersonId, right: SectionRight): Person {
    const person: Person = {
      id: ++this.#lastId,
      personId,
      right,
      doc: createSectionDocument(++this.#lastClient),
      updates: [],
    };
    Y.applyUpdate(person.doc, this.#room.encodeState(), 'server');
    person.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' || this.#dice(2) === 0) person.updates.push(update);
    });
    const member: Member = {
      id: person.id,
      personId,
      seatId: 'seat',
      sessionRef: 'session',
      stamp: '{}',
      wantsAcks: true,
      canStartAfresh: this.#dice(2) === 0,
      mayEdit: mayEdit(person),
    };
    this.#room.join(member);
    return person;
  }

  /** What clients send: what they wrote, all that they have, all that waits, a repeat, questions, presence. */
  #honestFrame({ doc, updates }: Person): Uint8Array {
    const kind = this.#dice(8);
    const next = updates.shift() ?? new Uint8Array([0, 0]);
    if (kind < 3) return syncFrame('update', next);
    if (kind < 4) return syncFrame('missingUpdates', Y.encodeStateAsUpdate(doc));
    if (kind < 5) return syncFrame('update', Y.mergeUpdates([next, ...updates.splice(0)]));
    if (kind < 6) return syncFrame('update', this.#room.encodeState());
    if (kind < 7) return syncFrame('stateVector', Y.encodeStateVector(doc));
    return this.#dice(2) === 0
      ? new Uint8Array([messageTypes.queryAwareness])
      : awarenessFrame(new Uint8Array([0]));
  }

  /** What only somebody with a hand of their own sends. */
  #oddFrame({ doc }: Person): Uint8Array {
    const kind = this.#dice(5);
    const state = Y.getState(doc.store, victim);
    const range = { client: victim, clock: this.#dice(state + 5), length: 1 + this.#dice(30) };
    if (kind === 0) return syncFrame('update', craftSections([], [range]));
    if (kind === 1) {
      const structs = [{ ref: 'string', parent: { client: victim, clock: 1 } }] as const;
      return syncFrame('update', craft({ client: victim, clock: state, structs }));
    }
    const copy = createSectionDocument();
    Y.applyUpdate(copy, this.#room.encodeState());
    const update = kind < 4 ? craftedUpdate(copy, this.#dice) : brokenUpdate(copy, this.#dice);
    return syncFrame(this.#dice(2) === 0 ? 'update' : 'missingUpdates', update);
  }

  #send(person: Person, frame: Uint8Array): string | undefined {
    const { id } = person;
    const before = this.#units();
    const wasWaiting = this.#room.gatheredFrom.has(id);
    const { effects, verdict } = this.#receive(id, frame);
    const isEqual = Buffer.from(before).equals(this.#units());
    if (effects.some(({ type }) => type === 'close')) this.#comeAgain(person);
    if (mayEdit(person)) return this.#noteAllowed(effects, isEqual || verdict === 'change');
    this.seen[verdict]++;
    if (verdict === 'change') return `${person.right} was let in`;
    if (!isEqual) return `the section changed at a frame of ${person.right}`;
    if (!wasWaiting && this.#room.gatheredFrom.has(id))
      return `a row of ${person.right} waits for the disk`;
    return toldOthers(effects, id) ? `words of ${person.right} were told` : undefined;
  }

  #receive(
    id: number,
    frame: Uint8Array,
  ): { readonly effects: readonly Effect[]; readonly verdict: keyof Seen } {
    this.#verdicts.length = 0;
    const effects = this.#room.receive(id, frame, true);
    const hasChange = this.#verdicts.includes('change');
    return { effects, verdict: hasChange ? 'change' : (this.#verdicts.at(-1) ?? 'other') };
  }

  /** What is not a change leaves the section as it is, whoever sends it. */
  #noteAllowed(effects: readonly Effect[], isAsItShouldBe: boolean): string | undefined {
    if (effects.some(({ type }) => type === 'gathered')) this.seen.rows++;
    return isAsItShouldBe ? undefined : 'the section changed without a change';
  }

  #units(): Uint8Array {
    return this.#room.look((doc) => describeUnits(doc) ?? new Uint8Array());
  }

  #commit(): undefined {
    const batch = this.#room.takeBatch();
    if (batch === undefined) return;
    const { seq } = this.#room.head;
    const head = { seq: seq + batch.rows.length, hash: new Uint8Array(32) };
    for (const effect of this.#room.committed(head)) this.#deliver(effect);
  }

  #deliver(effect: Effect): void {
    const closed = effect.type === 'close' ? effect.member : undefined;
    for (const person of this.#people) if (person.id === closed) this.#comeAgain(person);
    if (effect.type !== 'broadcast') return;
    const decoder = decoding.createDecoder(effect.payload);
    if (decoding.readVarUint(decoder) !== messageTypes.sync) return;
    decoding.readVarUint(decoder);
    const update = decoding.readVarUint8Array(decoder);
    for (const { id, doc } of this.#people)
      if (id !== effect.except) Y.applyUpdate(doc, update, 'server');
  }
}

/** Whether an update of the section went to anybody but this member. */
function toldOthers(effects: readonly Effect[], id: number): boolean {
  return effects.some(
    (effect) =>
      (effect.type === 'broadcast' || (effect.type === 'send' && effect.to !== id)) &&
      decoding.readVarUint(decoding.createDecoder(effect.payload)) === messageTypes.sync,
  );
}

function mayEdit({ right }: Person): boolean {
  return decide(right, 'section.edit').allowed;
}

/** Lets the ward live for some steps; gives the first thing that went wrong. */
export function live(dice: Dice, inspect: Inspect, total?: Seen): string | undefined {
  const ward = new Ward(dice, inspect);
  let wrong: string | undefined;
  for (let step = 0; step < 60 && wrong === undefined; step++) wrong = ward.step();
  if (total !== undefined)
    for (const key of Object.keys(total) as (keyof Seen)[]) total[key] += ward.seen[key];
  return wrong;
}
