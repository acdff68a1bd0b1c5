/** Many stories of a ward, each from its seed; see `world.ts` for what may happen and `witness.ts` for what must not. */
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { craft } from '../sync/crafted-update.ts';
import { block } from '../sync/sync-world.ts';
import * as plants from './plants.ts';
import { type RunOptions, run } from './run.ts';
import { seedsThatFailed } from './seeds.ts';
import { type Plant } from './server-life.ts';
import { StoredRights } from './ward.ts';
import { Witness } from './witness.ts';

// Some seconds of one core, however many others use it.
vi.setConfig({ testTimeout: 120_000 });

/** Seeds of a test run; `npm run simulate` runs as many as one likes. */
const seeds = Number(process.env['ALLIANCE_SEEDS'] ?? 25);
const steps = 300;

/** A mistake, the rule that finds it, and how the runs are that look for it. */
interface Planted {
  readonly rule: string;
  readonly plant: Plant;
  readonly mood?: RunOptions['mood'];
}

/** A program that does little else than forging, on a quiet day. */
const forging = { forging: 200, trouble: 0, acting: 80 };

/** A disk that is often full, and often fails. */
const failing = { trouble: 10, full: 60, failing: 20, acting: 60 };

/** Whether one of the first `most` seeds finds the mistake by its rule; what others find of it first does not count. */
async function isFound({ rule, plant, mood = {} }: Planted, most: number): Promise<boolean> {
  for (let seed = 1; seed <= most; seed++) {
    const { violation } = await run({ seed, steps, plant, mood });
    if (violation?.rule === rule) return true;
  }
  return false;
}

async function violationOf(options: RunOptions): Promise<string> {
  const { violation } = await run(options);
  return violation === undefined ? '' : `seed ${options.seed}: ${violation.message}`;
}

test(
  `[SM9 C13 C2 C1 A14 A2] the first ${seeds} seeds violate nothing`,
  { timeout: 240_000 + seeds * 2000 },
  async () => {
    for (let seed = 1; seed <= seeds; seed++) expect(await violationOf({ seed, steps })).toBe('');
  },
);

test('[SM9] seeds that once violated a rule violate nothing', async () => {
  for (const { seed, steps: length } of seedsThatFailed)
    expect(await violationOf({ seed, steps: length })).toBe('');
});

test('[SM10] the same seed tells the same story to the last byte, and another seed another one', async () => {
  const once = await run({ seed: 7, steps, isTold: true });
  const again = await run({ seed: 7, steps, isTold: true });
  const other = await run({ seed: 8, steps });
  expect(again.lines).toEqual(once.lines);
  expect(again.digest).toBe(once.digest);
  expect(other.digest).not.toBe(once.digest);
});

test.each([
  ['SM1', 'an acknowledgement before the commit', { plant: plants.acknowledgedTooEarly }],
  [
    'SM1',
    'an update that is dropped instead of refused',
    { plant: plants.droppedInsteadOfRefused },
  ],
  ['SM1', 'rows that a full disk has lost', { plant: plants.lostWhenFull, mood: failing }],
  [
    'SM5',
    'rows that a failed disk was asked for again',
    { plant: plants.triedAgainAfterFailure, mood: failing },
  ],
  ['SM2', 'a broadcast before the commit', { plant: plants.broadcastTooEarly }],
  ['SM2', 'an answer before the commit', { plant: plants.answeredTooEarly }],
  ['SM3', 'words of somebody who may only read', { plant: plants.anyRightAccepted }],
  [
    'SM4',
    'words under the client id of somebody else',
    { plant: plants.anyClientIDAccepted, mood: forging },
  ],
  ['SM5', 'a room that changes what it holds by itself', { plant: plants.changedInMemory }],
  ['SM6', 'a colleague who is told too little', { plant: plants.broadcastForgotten }],
  ['SM7', 'a refusal without a reason', { plant: plants.refusedWithoutReason }],
  ['SM8', 'a disk that never answers', { plant: plants.neverAnswered }],
] as const)('[%s] finds %s', async (rule, _what, planted) => {
  expect(await isFound({ rule, ...planted }, 60)).toBe(true);
});

test('[SM5] finds two copies that hold the same units in another order', () => {
  const written = createSectionDocument(20);
  bodyOf(written).insert(0, [block('ABCDEF')]);
  const live = createSectionDocument(4);
  Y.applyUpdate(live, Y.encodeStateAsUpdate(written));
  // Between a letter and itself: Yjs puts it elsewhere when it comes alone than when it comes with the letters.
  const letter = { client: 20, clock: 3 };
  const structs = [{ ref: 'string', origin: letter, rightOrigin: letter, text: 'X' }] as const;
  Y.applyUpdate(live, craft({ client: 21, clock: 0, structs }));
  const loaded = createSectionDocument(4);
  Y.applyUpdate(loaded, Y.encodeStateAsUpdate(live));

  const witness = new Witness(new StoredRights());
  witness.reads('snapshot-1', live, 'the room');
  expect(() => witness.reads('snapshot-1', loaded, 'the copy')).toThrow('SM5');
});
