import { bodyOf } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { seed } from '../support/seed.ts';
import { type Dice, diceOf } from '../sync/honest-editing.ts';
import { type Act, acts, textOf, TwoWriters, type Writer } from './two-writers.ts';

const histories = Number(process.env['ALLIANCE_RUNS'] ?? 6);

/** What became of a round in which neither saw the other. */
interface Round {
  readonly truth: ReadonlySet<string>;
  readonly found: ReadonlySet<string>;
}

function count(text: string, word: string): number {
  return text.split(word).length - 1;
}

/** Both do one thing without seeing each other, after they have done some things together. */
function roundOf(dice: Dice, acted: readonly [Act, Act], way: 'live' | 'back'): Round {
  const world = new TwoWriters();
  for (let step = 0; step < 3; step++) {
    world.act(world.writers[dice(2)] ?? world.writers[0], acts[dice(acts.length)] ?? 'type', dice);
    world.meet();
  }
  const before = world.text;
  // Near each other: what happens at two ends of a section meets nothing.
  const at = dice(8);
  const wrote = world.writers.map((writer, index) =>
    world.act(writer, acted[index] ?? 'type', dice, at + (dice(4) === 0 ? 1 : 0)),
  );
  const alone = world.writers.map(({ doc }) => textOf(doc));
  world.meet(way);
  const now = world.text;
  return {
    truth: truthOf({ before, alone, now, wrote }),
    found: new Set(world.look().map(({ kind }) => kind)),
  };
}

interface Told {
  readonly before: string;
  /** What each has left on their own copy. */
  readonly alone: readonly string[];
  readonly now: string;
  /** The word or number that each wrote. */
  readonly wrote: readonly (string | undefined)[];
}

/** What went wrong, told from the texts alone. */
function truthOf({ before, alone, now, wrote }: Told): ReadonlySet<string> {
  const truth = new Set<string>();
  const words = before.match(/[a-z]+q/gu) ?? [];
  const isKept = (word: string): boolean => alone.every((text) => count(text, word) > 0);
  if (words.some((word) => count(now, word) > 1)) truth.add('doubled');
  if (words.some((word) => isKept(word) && count(now, word) === 0)) truth.add('lost');
  if (wrote.some((word) => word !== undefined && count(now, word) === 0)) truth.add('lost');
  const numbers = alone.map((text) => new Set(text.match(/\d+/gu)));
  const changed = wrote.some((word) => word !== undefined && /\d/u.test(word));
  for (const number of changed ? (now.match(/\d+/gu) ?? []) : [])
    if (!numbers.some((known) => known.has(number))) truth.add('numbers');
  // The new number, and the one that it was to replace.
  for (const [index, known] of numbers.entries()) {
    const word = wrote[index];
    if (word === undefined || !/\d/u.test(word) || count(now, word) === 0) continue;
    const replaced = (before.match(/\d+/gu) ?? []).some(
      (old) => !known.has(old) && count(now, old) > 0,
    );
    if (replaced) truth.add('numbers');
  }
  return truth;
}

test('[MC4] people who see each other’s words before they write raise no check, whatever they do', () => {
  const dice = diceOf(seed);
  for (let history = 0; history < histories; history++) {
    const world = new TwoWriters();
    for (let step = 0; step < 40; step++) {
      const writer = world.writers[dice(2)] ?? world.writers[0];
      const kind = dice(10);
      if (kind === 0) writer.undo.undo();
      else if (kind === 1) writer.undo.redo();
      else world.act(writer, acts[dice(acts.length)] ?? 'type', dice);
      world.meet(dice(5) === 0 ? 'back' : 'live');
    }
    expect(world.look(), `seed ${seed}, history ${history}`).toEqual([]);
  }
});

test.each([
  ['MC1', 'doubled'],
  ['MC2', 'lost'],
  ['MC3', 'numbers'],
] as const)('[%s] all that is %s between two unseen is found', (_rule, kind) => {
  const dice = diceOf(seed);
  const score = { hits: 0, misses: 0, falseAlarms: 0 };
  const missed: string[] = [];
  for (let history = 0; history < histories; history++)
    for (const one of acts)
      for (const other of acts) {
        const way = dice(2) === 0 ? 'live' : 'back';
        const { truth, found } = roundOf(dice, [one, other], way);
        if (truth.has(kind) && found.has(kind)) score.hits++;
        else if (truth.has(kind)) {
          score.misses++;
          missed.push(`missed ${one} ${other} ${way}`);
        } else if (found.has(kind)) {
          score.falseAlarms++;
          missed.push(`false ${one} ${other} ${way}`);
        }
      }
  expect(missed, `seed ${seed}`).toEqual([]);
  expect(score).toMatchObject({ misses: 0, falseAlarms: 0 });
  expect(score.hits).toBeGreaterThan(0);
});

/** Writes at the end of the first block. */
function write({ doc }: Writer, words: string): void {
  const block = bodyOf(doc).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (text instanceof Y.XmlText) text.insert(text.length, words);
}

test('[MC1] two who type the same words unseen have moved nothing', () => {
  const world = new TwoWriters();
  for (const writer of world.writers) write(writer, ' walks alone');
  world.meet();
  expect(count(world.text, 'walks alone')).toBe(2);
  expect(world.look()).toEqual([]);
});

test('[MC1] words that stand twice are found until somebody has taken one of them away', () => {
  const world = new TwoWriters();
  for (const writer of world.writers) world.act(writer, 'split', () => 0, 0);
  world.meet();
  expect(world.look().map(({ kind }) => kind)).toEqual(['doubled']);
  const [{ doc }] = world.writers;
  bodyOf(doc).delete(1, 1);
  world.meet();
  expect(world.look()).toEqual([]);
});

test('[MC2] words that went with their block are found until somebody has written them again', () => {
  const world = new TwoWriters();
  const [nora, phil] = world.writers;
  write(nora, ' walks alone');
  bodyOf(phil.doc).delete(0, 1);
  world.meet();
  expect(world.look().map(({ kind }) => kind)).toEqual(['lost']);
  write(nora, ' walks alone');
  world.meet();
  expect(world.look()).toEqual([]);
});

test('[MC4] what one person does in two tabs raises no check', () => {
  const world = new TwoWriters(['nora', 'nora']);
  const [one, other] = world.writers;
  write(one, ' walks alone');
  bodyOf(other.doc).delete(0, 1);
  world.meet();
  expect(world.text).not.toContain('walks alone');
  expect(world.look()).toEqual([]);
});
