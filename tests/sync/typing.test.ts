import { type Inspect, inspectUpdate } from '@alliance/server/core/inspector';
import { readKeystroke } from '@alliance/server/core/keystroke';
import { limits } from '@alliance/server/core/limits';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { sectionBytesMax } from '@alliance/shared/limits';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { type CraftedStruct, type CraftedUnit, craft } from './crafted-update.ts';
import { diceOf } from './honest-editing.ts';
import { syncFrame } from './raw-socket.ts';
import { block } from './sync-world.ts';
import { CountingRoom, compareRooms, outlineOf, typist } from './typing-rooms.ts';

const runs = { numRuns: Number(process.env['ALLIANCE_RUNS'] ?? 60) };

test('[RM16] whoever types on where they typed gets the same from a room that looks at every letter, and from the log', () => {
  let frames = 0;
  let asked = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const { isSame, descriptions, ...counts } = compareRooms(diceOf(seed), 300);
      frames += counts.frames;
      asked += counts.askedFast;
      expect(isSame).toBe(true);
      for (const one of descriptions) expect(one).toEqual(descriptions[0]);
    }),
    runs,
  );
  // Otherwise nothing was compared.
  expect(asked / frames).toBeLessThan(0.75);
});

test('[RM16] a room that believed letters to go on behind anything would take what this one refuses', () => {
  const divider = { ref: 'type', typeRef: 3, text: 'divider', parent: 'body' } as const;
  const rules = [inspectUpdate, believing].map((inspect) => {
    const room = new CountingRoom(inspect, []);
    room.room.join(typist);
    room.room.receive(1, syncFrame('missingUpdates', new Uint8Array([0, 0])), true);
    room.send(1, craft({ client: 1000, clock: 0, structs: [divider] }));
    room.send(1, letter(1000, 1, {}));
    return room.commit().flatMap((effect) => (effect.type === 'close' ? [effect.rule] : []));
  });
  expect(rules).toEqual([['IN6'], []]);
});

test('[RM16] letters that are typed on are put into the document together, and whoever asks gets them all', () => {
  const room = typingRoom();
  for (let clock = 1; clock < 3 * limits.typedMax; clock++) room.send(1, letter(1000, clock, {}));
  // The answer of somebody who has nothing to bring, and the first letter.
  expect(room.asked).toBe(2);
  room.commit();
  expect(room.log).toHaveLength(1 + 3 * limits.typedMax);
  expect(room.describe()).toEqual(room.describeLog());
  const [asked] = room.room.receive(1, new Uint8Array([0, 0, 1, 0]), true);
  expect(asked?.type).toBe('send');
  expect(Y.encodeStateVectorFromUpdate(room.room.encodeState())).toEqual(
    Y.encodeStateVector(docOf(room.log)),
  );
});

test('[RM16] more than a byte can count goes into the document in one piece', () => {
  const room = typingRoom();
  for (let clock = 1; clock < 300; clock += 3) room.send(1, letter(1000, clock, { text: 'abc' }));
  expect(room.asked).toBe(2);
  room.commit();
  expect(room.describe()).toEqual(room.describeLog());
});

test('[IN31] only a plain letter behind letters of the same client is read as one, whatever the bytes', () => {
  assert(
    property(uint8Array({ maxLength: 24 }), (tail) => {
      const bytes = new Uint8Array([1, 1, ...tail]);
      const read = readKeystroke(bytes);
      if (read === undefined) return;
      const { client, clock, length } = read;
      const meta = Y.parseUpdateMeta(bytes);
      expect([...meta.from]).toEqual([[client, clock]]);
      expect([...meta.to]).toEqual([[client, clock + length]]);
    }),
    { numRuns: 20_000 },
  );
  expect(readKeystroke(letter(1000, 1, {}))).toMatchObject({ client: 1000, clock: 1, length: 1 });
  const long = { ...letterStruct(1000, 1), text: 'x'.repeat(97) };
  for (const update of [
    craft({ client: 1000, clock: 1, structs: [long] }),
    // The same number in more bytes than it needs.
    new Uint8Array([1, 1, 0xe8, 0x87, 0x00, 1, 132, 0xe8, 0x07, 0, 1, 97, 0]),
    letter(1000, 1, { text: 'é' }),
    letter(1000, 1, { text: '🩹' }),
    Uint8Array.from([...letter(1000, 1, {}), 0]),
    letter(1000, 1, {}).subarray(0, -1),
  ])
    expect(readKeystroke(update)).toBeUndefined();
});

describe('[IN31] what looks like a letter that is typed on and is none is refused as ever:', () => {
  const cases: readonly [string, Uint8Array, string][] = [
    ['under the id of a colleague', letter(1001, 1, {}), 'IN2'],
    ['behind words that are still to come', letter(1000, 7, {}), 'IN7'],
    ['behind words that nobody has', letter(1000, 1, { origin: { client: 77, clock: 3 } }), 'IN7'],
    [
      'before words that nobody has',
      letter(1000, 1, { rightOrigin: { client: 77, clock: 3 } }),
      'IN7',
    ],
    [
      'before words in another text',
      letter(1000, 1, { rightOrigin: { client: 900, clock: 9 } }),
      'IN6',
    ],
    ['behind itself', letter(1000, 1, { origin: { client: 1000, clock: 1 } }), 'IN7'],
    ['behind a block', letter(1000, 1, { origin: { client: 900, clock: 0 } }), 'IN6'],
    ['in the body', at(letterStruct(1000, 1), { parent: 'body' }), 'IN6'],
    ['in a root of its own', at(letterStruct(1000, 1), { parent: 'notes' }), 'IN4'],
    ['as a mark', letter(1000, 1, { ref: 'format', text: 'shout', value: true }), 'IN5'],
    ['with a deletion of what is not there', deleting(letterStruct(1000, 1)), 'IN7'],
  ];

  test.each(cases)('%s', (_name, update, rule) => {
    const room = typingRoom();
    const effects = room.send(1, update);
    const endings = [...effects, ...room.commit()].filter(({ type }) => type === 'close');
    expect(endings).toMatchObject([{ member: 1, rule }]);
    expect(room.log).toHaveLength(2);
    expect(room.describe()).toEqual(room.describeLog());
  });
});

test('[IN31] half of a character, typed on, ends the conversation as malformed', () => {
  const room = typingRoom();
  const whole = letter(1000, 1, { text: 'abc' });
  // The three bytes of a lone half of a pair, which UTF-8 does not have.
  const half = Uint8Array.from(
    whole,
    (byte) =>
      new Map([
        [97, 0xed],
        [98, 0xa0],
        [99, 0xbd],
      ]).get(byte) ?? byte,
  );
  room.send(1, half);
  expect(room.commit()).toMatchObject([
    { type: 'broadcast' },
    { type: 'send' },
    { type: 'settled' },
    { type: 'close', reason: 'malformed' },
  ]);
});

test('[IN31] a letter that comes again is acknowledged and not kept twice', () => {
  const room = typingRoom();
  room.send(1, letter(1000, 1, {}));
  const again = room.send(1, letter(1000, 1, {}));
  expect(outlineOf(again)).toEqual([]);
  room.commit();
  expect(room.log).toHaveLength(3);
});

test('[IN31] who may no longer edit, or is somebody else, does not type on', () => {
  const room = typingRoom();
  room.room.permit(1, { seatId: 'seat', stamp: '{}', mayEdit: false });
  room.room.join({ ...typist, id: 2, personId: 'phil' as PersonId });
  const refused = [1, 2].flatMap((id) => room.send(id, letter(1000, 1, {})));
  expect(refused.filter(({ type }) => type === 'close')).toEqual([]);
  const endings = room.commit().filter(({ type }) => type === 'close');
  expect(endings).toMatchObject([{ rule: 'IN1' }, { rule: 'IN2' }]);
});

test('[IN31] in the middle of a text, a letter before other words than those before which its client types is looked at', () => {
  const room = typingRoom('Pain.', 2);
  const next = { client: 900, clock: 4 };
  room.send(1, letter(1000, 1, { rightOrigin: next }));
  const { asked } = room;
  room.send(1, letter(1000, 2, { rightOrigin: next }));
  expect(room.asked).toBe(asked);
  room.send(1, letter(1000, 3, { rightOrigin: { client: 900, clock: 9 } }));
  expect(room.asked).toBe(asked + 1);
  expect(room.commit().filter(({ type }) => type === 'close')).toMatchObject([{ rule: 'IN6' }]);
  expect(room.log).toHaveLength(4);
});

test('[IN31] while the storage is full a letter typed on is not taken either', () => {
  const room = typingRoom();
  room.commit();
  const frame = syncFrame('update', letter(1000, 1, {}));
  expect(room.room.receive(1, frame, false)).toMatchObject([
    { type: 'close', code: closeCodes.tryAgain, reason: 'storage-full' },
  ]);
  expect(room.commit()).toEqual([]);
});

test('[IN31] letters typed on find the end of a section that is full', () => {
  const room = typingRoom('x'.repeat(sectionBytesMax - 2000));
  const isRefused = (clock: number) => {
    const update = letter(1000, clock, { text: 'y'.repeat(40) });
    return [...room.send(1, update), ...room.commit()].some(
      (effect) => effect.type === 'close' && effect.rule === 'IN8',
    );
  };
  const clocks = Array.from({ length: 200 }, (_, index) => 1 + index * 40);
  const end = clocks.findIndex(isRefused);
  expect(end).toBeGreaterThan(10);
  expect(end).toBeLessThan(160);
});

test('[IN31] once something odd stands in a section every letter is looked at', () => {
  const room = typingRoom();
  room.commit();
  const other = new CountingRoom(odd, room.log);
  other.room.join(typist);
  for (let clock = 1; clock < 4; clock++) other.send(1, letter(1000, clock, {}));
  expect(other.asked).toBe(3);
});

/** A section whose first block says this: its text is unit 1, its words begin with unit 2. */
function stateOf(words: string): Uint8Array {
  const doc = createSectionDocument(900);
  bodyOf(doc).insert(0, [block(words), block('Sleeps well.')]);
  return Y.encodeStateAsUpdate(doc);
}

function docOf(log: readonly Uint8Array[]): Y.Doc {
  const doc = createSectionDocument();
  for (const update of log) Y.applyUpdate(doc, update);
  return doc;
}

/** A room in which Nora, as client 1000, has typed her first letter, at the end of a text or in it; Phil's is client 1001. */
function typingRoom(words = 'Pain.', place = words.length): CountingRoom {
  const state = stateOf(words);
  const doc = docOf([state]);
  doc.clientID = 1000;
  const texts = bodyOf(doc)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const [text] = texts;
  if (text instanceof Y.XmlText) text.insert(place, 'a');
  const room = new CountingRoom(inspectUpdate, [state]);
  room.room.owners.lease(1001, 'phil' as PersonId);
  room.room.join(typist);
  // Nothing is missing that could still come.
  room.room.receive(1, syncFrame('missingUpdates', new Uint8Array([0, 0])), true);
  for (const update of updates) room.send(1, update);
  return room;
}

function letterStruct(client: number, clock: number): CraftedStruct & CraftedUnit {
  return { client, clock, ref: 'string', text: 'b', origin: { client, clock: clock - 1 } };
}

function letter(client: number, clock: number, other: Partial<CraftedStruct>): Uint8Array {
  return craft({ client, clock, structs: [{ ...letterStruct(client, clock), ...other }] });
}

function at(
  { client, clock, ref, text = 'b' }: CraftedStruct & CraftedUnit,
  { parent }: { readonly parent: string },
): Uint8Array {
  return craft({ client, clock, structs: [{ ref, text, parent }] });
}

function deleting(struct: CraftedStruct & CraftedUnit): Uint8Array {
  const { client, clock } = struct;
  return craft({ client, clock, structs: [struct] }, [{ client: 900, clock: 500, length: 1 }]);
}

/** Believes that whoever writes anything may type on behind it. */
function believing(...[doc, update, sender]: Parameters<Inspect>): ReturnType<Inspect> {
  const inspection = inspectUpdate(doc, update, sender);
  const [client] = inspection.kind === 'change' ? inspection.clients : [];
  if (inspection.kind !== 'change' || client === undefined) return inspection;
  const clock = Y.parseUpdateMeta(update).to.get(client) ?? 0;
  return { ...inspection, typing: { client, clock, rightClient: -1, rightClock: -1 } };
}

/** Finds everything odd. */
function odd(...[doc, update, sender]: Parameters<Inspect>): ReturnType<Inspect> {
  const inspection = inspectUpdate(doc, update, sender);
  return inspection.kind === 'change' ? { ...inspection, isOdd: true } : inspection;
}
