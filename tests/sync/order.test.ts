import { type Sender, inspectUpdate } from '@alliance/server/core/inspector';
import { limits } from '@alliance/server/core/limits';
import { RoomDocument } from '@alliance/server/core/room-document';
import { describeUnits } from '@alliance/shared/editor/describe-units';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { type CraftedStruct, craft } from './crafted-update.ts';
import { type Dice, diceOf } from './honest-editing.ts';
import { type Refusal, liveHistory, textsOf } from './honest-history.ts';
import { block } from './sync-world.ts';

const editor: Sender = { mayEdit: true, owns: () => true };
const runs = Number(process.env['ALLIANCE_RUNS'] ?? 60);
const refused = { kind: 'refused', rule: 'IN19' };

/** The text `ABCDEF`, typed by client 100: its units are 2 to 7. */
function letters(): Y.Doc {
  const doc = createSectionDocument(100);
  bodyOf(doc).insert(0, [block('ABCDEF')]);
  return doc;
}

/** What client 777 writes between two units of client 100; undefined: the end of the text. */
function between(left: number | undefined, right: number | undefined): CraftedStruct {
  return {
    ref: 'string',
    text: 'X',
    ...(left !== undefined && { origin: { client: 100, clock: left } }),
    ...(right !== undefined && { rightOrigin: { client: 100, clock: right } }),
  };
}

function loaded(updates: readonly Uint8Array[]): Y.Doc {
  const doc = createSectionDocument();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** Whether a document reads the same when it is loaded from its whole state. */
function readsTheSame(doc: Y.Doc): boolean {
  const again = describeUnits(loaded([Y.encodeStateAsUpdate(doc)]));
  return Buffer.from(again ?? []).equals(describeUnits(doc) ?? new Uint8Array([0]));
}

test('[IN19] words whose right neighbour is their left one, or before it, are refused where copies would read differently, and in what another client wrote', () => {
  const found = { refused: 0, harmless: 0 };
  for (const client of [50, 100, 777]) {
    for (let left = 2; left <= 7; left++) {
      for (let right = 2; right <= left; right++) {
        const doc = letters();
        const clock = Y.getState(doc.store, client);
        const update = craft({ client, clock, structs: [between(left, right)] });
        const isHarmless = readsTheSame(loaded([Y.encodeStateAsUpdate(doc), update]));
        const inspection = inspectUpdate(doc, update, editor);
        const isTaken = isHarmless && client === 100;
        expect(inspection).toMatchObject(isTaken ? { kind: 'change', isOdd: true } : refused);
        found[isTaken ? 'harmless' : 'refused']++;
      }
    }
  }
  expect(found.refused).toBeGreaterThan(10);
  expect(found.harmless).toBeGreaterThan(0);
});

test('[IN19] words between two neighbours, side by side or with words between them that the author had not seen, are taken', () => {
  const doc = letters();
  const first = craft({ client: 777, clock: 0, structs: [between(3, 4)] });
  expect(inspectUpdate(doc, first, editor)).toMatchObject({ kind: 'change', isOdd: false });
  Y.applyUpdate(doc, first);
  const unseen = craft({ client: 800, clock: 0, structs: [between(3, 4)] });
  expect(inspectUpdate(doc, unseen, editor)).toMatchObject({ kind: 'change', isOdd: false });
  const seen = craft({ client: 777, clock: 1, structs: [between(3, 4)] });
  expect(inspectUpdate(doc, seen, editor)).toMatchObject(refused);
});

test('[IN19] words apart from their neighbours are refused behind other words of the same update, too', () => {
  const own = { client: 777, clock: 0 };
  const behindOwn = { ref: 'string', text: 'Y', origin: own } as const;
  const structs: readonly CraftedStruct[] = [
    between(3, 4),
    { ...behindOwn, rightOrigin: { client: 100, clock: 6 } },
  ];
  const doc = letters();
  expect(inspectUpdate(doc, craft({ client: 777, clock: 0, structs }), editor)).toMatchObject(
    refused,
  );
  const honest = [between(3, 4), { ...behindOwn, rightOrigin: { client: 100, clock: 4 } }];
  expect(
    inspectUpdate(doc, craft({ client: 777, clock: 0, structs: honest }), editor),
  ).toMatchObject({ kind: 'change', isOdd: false });
});

test('[IN24 A13] an update whose words cannot be told apart without a copy costs what the copy does, and has a limit', () => {
  const doc = letters();
  const own = { client: 777, clock: 0 };
  const behind = (count: number): Uint8Array => {
    const next = { ref: 'string', text: 'Y', origin: own } as const;
    const many = Array.from({ length: count }, () => next);
    return craft({ client: 777, clock: 0, structs: [between(3, 4), ...many] });
  };
  const some = inspectUpdate(doc, behind(500), editor);
  expect(some).toMatchObject(refused);
  const many = inspectUpdate(doc, behind(limits.unsureStructsMax), editor);
  expect(many).toMatchObject(refused);
  expect(many.work - some.work).toBeGreaterThan(16 * (limits.unsureStructsMax - 501));
  const tooMany = inspectUpdate(doc, behind(limits.unsureStructsMax + 1), editor);
  expect(tooMany).toMatchObject(refused);
  expect(tooMany.work).toBeLessThan(many.work);
});

/** Words of so many clients at one place. */
function wordsOfMany(count: number): Uint8Array {
  return Y.mergeUpdates(
    Array.from({ length: count }, (_, index) =>
      craft({ client: 1000 + index, clock: 0, structs: [between(3, 4)] }),
    ),
  );
}

test('[IN2 A13] an update that brings words of more than a hundred clients is refused from the scan alone', () => {
  expect(inspectUpdate(letters(), wordsOfMany(100), editor)).toMatchObject({ kind: 'change' });
  expect(inspectUpdate(letters(), wordsOfMany(101), editor)).toMatchObject({
    kind: 'refused',
    rule: 'IN2',
  });
});

test('[IN19 A3] whatever neighbours are named in what others wrote, a colleague who is writing there meanwhile ends with the same text', () => {
  let taken = 0;
  let refusals = 0;
  const oneWriter = property(integer({ min: 1 }), (seed) => {
    const dice = diceOf(seed);
    const server = loaded(liveHistory(dice, 30, 0).log);
    const state = Y.encodeStateAsUpdate(server);
    for (let tries = 0; tries < 12; tries++) {
      const forged = anyUpdate(server, dice);
      const inspection = inspectUpdate(server, forged, editor);
      if (inspection.kind !== 'change') {
        refusals++;
        continue;
      }
      taken++;
      const own = wordsOfColleague(state, dice);
      const [log, copy] = [loaded([state, forged, own]), loaded([state, own, forged])];
      expect(describeUnits(copy)).toEqual(describeUnits(log));
    }
  });
  assert(oneWriter, { numRuns: runs });
  expect(taken).toBeGreaterThan(runs / 4);
  expect(refusals).toBeGreaterThan(runs);
});

/** What a colleague writes, none of which has left yet. */
function wordsOfColleague(state: Uint8Array, dice: Dice): Uint8Array {
  const copy = createSectionDocument([30, 900][dice(2)]);
  Y.applyUpdate(copy, state);
  const before = Y.encodeStateVector(copy);
  const texts = textsOf(copy);
  for (let edits = 0; edits < 6; edits++) {
    const text = texts[dice(texts.length)];
    text?.insert(dice(text.length + 1), 'w');
  }
  return Y.encodeStateAsUpdate(copy, before);
}

/** A struct with random neighbours, old and new. */
function anyStruct(doc: Y.Doc, dice: Dice): CraftedStruct {
  const units = [...doc.store.clients].flatMap(([client, structs]) =>
    structs.flatMap(({ id, length }) => [{ client, clock: id.clock + dice(length) }]),
  );
  const pick = () => units[dice(units.length)];
  const [origin, rightOrigin] = [pick(), dice(4) === 0 ? undefined : pick()];
  return {
    ref: 'string',
    text: 'X',
    ...(origin && { origin }),
    ...(rightOrigin && { rightOrigin }),
  };
}

function anyUpdate(doc: Y.Doc, dice: Dice): Uint8Array {
  const structs = Array.from({ length: 1 + dice(3) }, () => anyStruct(doc, dice));
  return craft({ client: 777, clock: Y.getState(doc.store, 777), structs });
}

test('[IN19] whatever neighbours are named, what is taken reads the same for whoever loads the document', () => {
  let taken = 0;
  let refusals = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const dice = diceOf(seed);
      const log = [...liveHistory(dice, 40).log];
      let document = new RoomDocument({ updates: log, isSnapshot: false }, inspectUpdate);
      for (let step = 0; step < 30; step++) {
        const update = document.look((doc) => anyUpdate(doc, dice));
        const inspection = document.inspect(update, editor);
        const emitted = inspection.kind === 'change' ? document.apply(inspection) : undefined;
        if (inspection.kind === 'change' && emitted === undefined)
          document = new RoomDocument({ updates: log, isSnapshot: false }, inspectUpdate);
        if (emitted === undefined) refusals++;
        else taken++;
        log.push(...(emitted ?? []).map(({ payload }) => payload));
        expect(document.look(readsTheSame)).toBe(true);
      }
    }),
    { numRuns: runs, examples: [[786_066_478]] },
  );
  expect(taken).toBeGreaterThan(runs);
  expect(refusals).toBeGreaterThan(runs);
});

test('[IN21] honest histories are taken whole, and the live document reads like one that was loaded', () => {
  let updates = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const end = liveHistory(diceOf(seed), 200, 0);
      updates += end.updates;
      expect(end.refused).toEqual([]);
      expect(readsTheSame(end.live)).toBe(true);
      expect(describeUnits(loaded(end.log))).toEqual(describeUnits(end.live));
    }),
    { numRuns: runs },
  );
  expect(updates).toBeGreaterThan(10 * runs);
});

/** Whether a refused update would really have made copies read differently. */
function wouldDiffer({ state, update }: Refusal): boolean {
  return !readsTheSame(loaded([state, update]));
}

test('[IN21] of people who take back a great deal only that is refused which would make copies read differently', () => {
  let updates = 0;
  assert(
    property(integer({ min: 1 }), (seed) => {
      const end = liveHistory(diceOf(seed), 200, 4);
      updates += end.updates;
      const unjust = end.refused.filter((refusal) => !wouldDiffer(refusal));
      expect(unjust).toEqual([]);
      expect(readsTheSame(end.live)).toBe(true);
    }),
    { numRuns: runs, examples: [[28], [148], [176]] },
  );
  expect(updates).toBeGreaterThan(10 * runs);
});
