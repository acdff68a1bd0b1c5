/** A cursor written as editors write it is passed on unread: whatever comes of that must be what reading it would give. */
import { encodeAwarenessUpdate, stampState } from '@alliance/server/core/awareness-update';
import { encodeAwareness, encodeSaved, encodeSync } from '@alliance/server/core/message';
import { messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { type Dice, diceOf } from './honest-editing.ts';

const runs = Number(process.env['ALLIANCE_RUNS'] ?? 4000);
const stamp = '{"name":"Nora"}';

test('[PR1 PR14] a cursor that is passed on as it came is what reading it would give, however it was bent', () => {
  for (let seed = 1; seed <= runs; seed++) {
    const dice = diceOf(seed);
    const state = bent(JSON.stringify(stateOf(dice)), dice);
    // A space before it is no other state, and how nobody writes one.
    expect(stampState(state, stamp), `seed ${seed}: ${state}`).toBe(stampState(` ${state}`, stamp));
  }
});

test('[PR1] the cursor of every place in a document is passed on as it came', () => {
  const doc = new Y.Doc();
  const text = doc.getText('body');
  text.insert(0, 'letters');
  for (const assoc of [0, -1]) {
    for (let place = 0; place <= text.length; place++) {
      const anchor = Y.createRelativePositionFromTypeIndex(text, place, assoc);
      const cursor = { anchor, head: anchor };
      expect(stampState(JSON.stringify({ cursor, user: { name: 'Who' } }), stamp)).toBe(
        `{"user":${stamp},"cursor":${JSON.stringify(cursor)}}`,
      );
    }
  }
});

test('[PR1] frames are byte for byte those that the usual encoding writes', () => {
  for (const size of [0, 1, 127, 128, 16_384]) {
    const payload = new Uint8Array(size).fill(7);
    const state = 'ä'.repeat(size);
    const clients = [0, 127, 128, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER];
    const entries = clients.map((client) => ({ client, clock: size, state }));
    expect(encodeSync('update', payload)).toEqual(
      written([messageTypes.sync, syncSteps.update], (encoder) =>
        encoding.writeVarUint8Array(encoder, payload),
      ),
    );
    expect(encodeSaved(size, 2 ** 40)).toEqual(written([messageTypes.saved, size, 2 ** 40]));
    const update = written([entries.length], (encoder) => {
      for (const { client, clock } of entries) {
        encoding.writeVarUint(encoder, client);
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarString(encoder, state);
      }
    });
    expect(encodeAwarenessUpdate(entries)).toEqual(update);
    expect(encodeAwareness(update)).toEqual(
      written([messageTypes.awareness], (encoder) => encoding.writeVarUint8Array(encoder, update)),
    );
  }
});

function written(
  numbers: readonly number[],
  write: (encoder: encoding.Encoder) => void = () => undefined,
): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of numbers) encoding.writeVarUint(encoder, number);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** What an editor says, or nearly. */
function stateOf(dice: Dice): object {
  const cursor = { anchor: placeOf(dice), head: placeOf(dice) };
  const user = oneOf(dice, [
    {},
    { name: 'N"\\', color: '#30bced' },
    { name: 'Ä', age: 4, to: null },
  ]);
  return oneOf(dice, [{ cursor }, { user, cursor }, { user, cursor, more: 1 }, { cursor, user }]);
}

function placeOf(dice: Dice): object {
  return {
    type: unitOf(dice),
    tname: oneOf(dice, [null, 'body', 'with space', 'x'.repeat(300)]),
    item: unitOf(dice),
    assoc: oneOf(dice, [0, -1, 1, 1.5, 'x', 1e300]),
  };
}

function unitOf(dice: Dice): object | null {
  const number = (): number => oneOf(dice, [0, 7, 2 ** 32 - 1, 2 ** 53 - 1, -3, 0.5]);
  return oneOf(dice, [null, { client: number(), clock: number() }]);
}

/** The same with one character changed, left out or doubled; one in four stays as it is. */
function bent(state: string, dice: Dice): string {
  const at = dice(state.length);
  const put = oneOf(dice, ['0', '-', '"', '{', ',', '\\', '\u0001', '', state.slice(at, at + 1)]);
  const end = at + dice(2);
  return dice(4) === 0 ? state : state.slice(0, at) + put + state.slice(end);
}

function oneOf<Each>(dice: Dice, choices: readonly Each[]): Each {
  const chosen = choices[dice(choices.length)];
  if (chosen === undefined) throw new RangeError('A die falls on one of its sides.');
  return chosen;
}
