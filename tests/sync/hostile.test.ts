/** Attacks on documents: those that are known by name, and generated ones. */
import { applyWhole } from '@alliance/server/core/apply-whole';
import { ClientOwners } from '@alliance/server/core/client-owners';
import { contentRefs } from '@alliance/server/core/content-scan';
import { type Sender, inspectUpdate } from '@alliance/server/core/inspector';
import { RoomPresence } from '@alliance/server/core/room-presence';
import { refusalRules } from '@alliance/shared/access/refusal-rules';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import { assert, integer, property } from 'fast-check';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { type CraftedStruct, craft, craftSections } from './crafted-update.ts';
import { type Dice, diceOf, editHonestly } from './honest-editing.ts';
import { attacker, brokenUpdate, craftedUpdate, victim } from './hostile-updates.ts';
import { block } from './sync-world.ts';

const mine: Sender = { mayEdit: true, owns: (client) => client === attacker };

function section(): Y.Doc {
  const doc = createSectionDocument(victim);
  bodyOf(doc).insert(0, [block('Walks 20 m with a frame.')]);
  return doc;
}

function inBody(...structs: readonly CraftedStruct[]): Uint8Array {
  return craft({ client: attacker, clock: 0, structs });
}

const words: CraftedStruct = { ref: 'string', parent: { client: victim, clock: 1 }, text: 'x' };

/** A string that claims to be as long as all that lies behind it in the same memory. */
function overRead(): Uint8Array {
  const update = inBody({ ...words, text: 'x'.repeat(60) });
  return update.subarray(0, update.length - 40);
}

function declaring(structs: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, structs, attacker, 0]) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
}

/** A value in so many lists. */
function nested(depth: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, attacker, 0]) encoding.writeVarUint(encoder, number);
  encoding.writeUint8(encoder, contentRefs.any | 32);
  encoding.writeVarUint(encoder, 1);
  for (const name of ['chips', 'a/b']) encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, 1);
  for (let level = 0; level < depth; level++) {
    encoding.writeUint8(encoder, 117);
    encoding.writeVarUint(encoder, 1);
  }
  encoding.writeUint8(encoder, 126);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** Elements in elements. */
function nestedBlocks(depth: number): Uint8Array {
  const structs = Array.from({ length: depth }, (_each, level): CraftedStruct => {
    const parent = level === 0 ? 'body' : { client: attacker, clock: level - 1 };
    return { ref: 'type', text: 'block', parent };
  });
  return inBody(...structs);
}

function subdocuments(count: number): Uint8Array {
  const structs = Array.from({ length: count }, (_each, index): CraftedStruct => {
    return { ref: 'doc', parent: 'chips', key: `a/${index}`, text: 'other' };
  });
  return inBody(...structs);
}

/** The same with a struct in front that the document has, so that it has to be cut. */
function subdocumentsBehindKnown(doc: Y.Doc): Uint8Array {
  Y.applyUpdate(doc, inBody(words));
  const later = { ref: 'doc', parent: 'chips', key: 'a/b' } as const;
  const structs = Array.from({ length: 20_000 }, () => later);
  return inBody(words, ...structs);
}

const malformed = 'malformed';

test.each<[string, string, string, (doc: Y.Doc) => Uint8Array]>([
  [
    'IN7',
    'the deletion of everything that a colleague is about to type',
    'IN7',
    () => craftSections([], [{ client: victim, clock: 26, length: 1_000_000 }]),
  ],
  [
    'IN2',
    "garbage in the place of a colleague's next words",
    'IN2',
    () => craft({ client: victim, clock: 26, structs: [{ ref: 'gc', length: 1_000_000 }] }),
  ],
  [
    'IN2',
    "words under a colleague's client id",
    'IN2',
    () => craft({ client: victim, clock: 26, structs: [words] }),
  ],
  [
    'IN7',
    'words behind words of the same author that come later',
    'IN7',
    () => inBody(words, { ref: 'string', origin: { client: attacker, clock: 99 } }),
  ],
  ['IN13', '30 million structs in eight bytes', malformed, () => declaring(30_000_000)],
  ['IN13', 'a value nested a thousand times', malformed, () => nested(1000)],
  ['IN6', 'blocks in blocks, 16,000 deep', 'IN6', () => nestedBlocks(16_000)],
  [
    'IN7',
    'words that wait for ever for what nobody has written',
    'IN7',
    () => craft({ client: attacker, clock: 5, structs: [{ ...words, text: 'z'.repeat(100_000) }] }),
  ],
  ['IN13', 'a text that ends behind the end of the frame', malformed, overRead],
  ['IN4', 'a root of any name', 'IN4', () => inBody({ ref: 'any', parent: 'junk', key: 'a' })],
  ['IN6', '20,000 documents in the document', 'IN6', () => subdocuments(20_000)],
  ['IN6', '20,000 documents behind a word that is known', 'IN6', subdocumentsBehindKnown],
])('[%s] %s', (_id, _name, wanted, update) => {
  const doc = section();
  const bytes = update(doc);
  const before = Y.encodeStateAsUpdate(doc);
  const inspection = inspectUpdate(doc, bytes, mine);
  const rule = inspection.kind === 'refused' ? inspection.rule : inspection.kind;
  expect(rule).toBe(wanted);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('[IN7 A5] nine bytes that delete all that a colleague will type are refused, and what is typed stays', () => {
  const doc = section();
  const typedNext = Y.getState(doc.store, victim);
  const nine = craftSections([], [{ client: victim, clock: typedNext, length: 1_000_000 }]);
  expect(nine.byteLength).toBe(9);
  expect(inspectUpdate(doc, nine, mine)).toMatchObject({ kind: 'refused', rule: 'IN7' });
  bodyOf(doc).insert(1, [block('Sleeps well.')]);
  // What Yjs itself would have made of them.
  const plain = section();
  Y.applyUpdate(plain, nine);
  bodyOf(plain).insert(1, [block('Sleeps well.')]);
  const again = createSectionDocument();
  for (const update of [nine, Y.encodeStateAsUpdate(plain)]) Y.applyUpdate(again, update);
  expect([bodyOf(doc).length, bodyOf(again).length]).toEqual([2, 1]);
});

test('[IN22] documents in documents are refused before anything builds them, also behind words that are known', () => {
  const doc = section();
  const bytes = subdocumentsBehindKnown(doc);
  const built: unknown[] = [];
  doc.on('subdocs', (event) => built.push(event));
  // To cut what is known off an update builds all of it, and counts a unit for four bytes.
  expect(inspectUpdate(doc, bytes, mine).work).toBeLessThan(20_000 * 4 + bytes.length / 8);
  expect(built).toEqual([]);
});

test("[PR2] a colleague's presence is not taken over, with whatever clock", () => {
  const owners = new ClientOwners([[victim, 'nora' as PersonId]]);
  const presence = new RoomPresence();
  const nora = { memberId: 1, personId: 'nora' as PersonId, stamp: '{"name":"Nora"}' };
  const phil = { memberId: 2, personId: 'phil' as PersonId, stamp: '{"name":"Phil"}' };
  presence.hear({ client: victim, clock: 1, state: '{}' }, nora, owners);
  for (const clock of [2, 2 ** 40]) {
    expect(presence.hear({ client: victim, clock, state: '{}' }, phil, owners)).toBeUndefined();
    expect(presence.hear({ client: victim, clock, state: 'null' }, phil, owners)).toBeUndefined();
  }
  expect(presence.others(2)).toMatchObject([{ client: victim, state: '{"user":{"name":"Nora"}}' }]);
});

function builtSection(dice: Dice): Y.Doc {
  const doc = section();
  chipsOf(doc).set('c1/w1', { value: '20', unit: 'm', supersedes: [] });
  for (const client of [101, attacker, victim]) {
    doc.clientID = client;
    for (let edits = 4 + dice(10); edits > 0; edits--) editHonestly(doc, dice);
  }
  return doc;
}

function readsTheSame(doc: Y.Doc): boolean {
  const again = createSectionDocument();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
  return Buffer.from(describeUnits(again) ?? []).equals(describeUnits(doc) ?? new Uint8Array([0]));
}

const perDocument = 12;
const hostileRuns = Number(process.env['HOSTILE_RUNS'] ?? 3000);

test('[IN23 A3] no generated update throws, waits, grows a colleague or a root, or makes copies read differently', () => {
  const seen = { malformed: 0, refused: 0, nothing: 0, change: 0, tidying: 0 };
  assert(
    property(integer({ min: 1 }), (seed) => {
      const dice = diceOf(seed);
      const doc = builtSection(dice);
      let mustTry = false;
      for (let count = 0; count < perDocument; count++) {
        const update = dice(2) === 0 ? craftedUpdate(doc, dice) : brokenUpdate(doc, dice);
        const before = Y.encodeStateAsUpdate(doc);
        const colleague = [101, victim, 888].map((client) => Y.getState(doc.store, client));
        const inspection = inspectUpdate(doc, update, { ...mine, mustTry });
        seen[inspection.kind]++;
        expect(refusalRules).toHaveProperty(
          inspection.kind === 'refused' ? inspection.rule : 'IN1',
        );
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
        if (inspection.kind !== 'change') continue;
        mustTry ||= inspection.isOdd;
        expect(applyWhole(doc, inspection.update)).toBe(true);
        expect([...doc.share.keys()]).toEqual(['body', 'chips']);
        expect([101, victim, 888].map((client) => Y.getState(doc.store, client))).toEqual(
          colleague,
        );
        expect(readsTheSame(doc)).toBe(true);
      }
    }),
    { numRuns: Math.ceil(hostileRuns / perDocument) },
  );
  expect(Math.min(seen.malformed, seen.refused, seen.change)).toBeGreaterThan(hostileRuns / 100);
});
