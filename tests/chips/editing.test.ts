/// <reference lib="dom" />
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from '../editor/editor-lab.ts';
import { block, text } from '../editor/section-samples.ts';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab(path.join(import.meta.dirname, 'chips-page.ts'));
});

afterAll(() => lab.close());

beforeEach(() => open(['anna']));

function open(names: readonly string[]): Promise<void> {
  return lab.page.evaluate(
    ([json, people]) => {
      window.lab.open(json, people);
      window.lab.select('anna', [0, 0]);
    },
    [{ blocks: [block({ blockId: 'a', kind: 'paragraph' })] }, names] as const,
  );
}

const keyboard = { type: typed, press: pressed };

function typed(words: string): Promise<void> {
  return lab.page.keyboard.type(words);
}

async function pressed(...keys: readonly string[]): Promise<void> {
  // One key after the other is what a keyboard does.
  for (const key of keys) await lab.page.keyboard.press(key);
}

const lines = (): Promise<readonly string[]> => lab.page.evaluate(() => window.lab.lines('anna'));
const shown = (name = 'anna'): Promise<readonly string[]> =>
  lab.page.evaluate((of) => window.chipLab.shown(of), name);
const offered = (): Promise<string | undefined> =>
  lab.page.evaluate(() => window.chipLab.offered('anna'));
const change = (name: string, value: string): Promise<void> =>
  lab.page.evaluate(([of, to]) => window.chipLab.change(of, to), [name, value] as const);
const undo = (name = 'anna'): Promise<string> =>
  lab.page.evaluate((of) => window.lab.undo(of), name);
const redo = (): Promise<string> => lab.page.evaluate(() => window.lab.redo('anna'));

/** Two people, and "Metoprolol 25 mg" with a chip. */
async function dose(): Promise<void> {
  await open(['anna', 'ben']);
  await keyboard.type('Metoprolol 25 mg');
  await keyboard.press('Tab');
  expect(await shown('ben')).toEqual(['Metoprolol 25 mg']);
}

describe('the offer', () => {
  test.each([
    ['Metoprolol 25 mg', '25 mg'],
    ['walk 2.5 km', '2.5 km'],
    ['fluids 1500 ml/day', '1500 ml/day'],
    ['5–10 mg', '5–10 mg'],
    ['at 40%', '40%'],
    ['by 9 Dec 2026', '9 Dec 2026'],
    ['by 2026-12-09', '2026-12-09'],
    ['give 25 mg.', '25 mg'],
  ])('[CH6] %j is offered as %j', async (words, offer) => {
    await keyboard.type(words);
    expect(await offered()).toBe(offer);
  });

  test.each(['room 25', '25 people', '09/12/2026', '30 February 2026', 'B12 m2', '1.2.3 mg'])(
    '[CH6] %j is none',
    async (words) => {
      await keyboard.type(words);
      expect(await offered()).toBeUndefined();
    },
  );

  test('[CH7] Tab makes it a chip, typing on lets it be, and after Escape Tab is Tab again', async () => {
    await keyboard.type('- 25 mg');
    await keyboard.press('Tab');
    await keyboard.type(' daily, 50 mg daily, 10 mg');
    await keyboard.press('Escape', 'Tab');
    expect(await lines()).toEqual(['bullet> [chip] daily, 50 mg daily, 10 mg']);
    expect(await shown()).toEqual(['25 mg daily, 50 mg daily, 10 mg']);
  });

  test('[CH7] a date becomes one in words', async () => {
    await keyboard.type('until 2026-12-09');
    await keyboard.press('Tab');
    expect(await shown()).toEqual(['until 9 December 2026']);
  });

  test('[CH7] Backspace right afterwards gives the words back; later it chooses the chip first', async () => {
    await keyboard.type('25 mg');
    await keyboard.press('Tab', 'Backspace');
    expect(await lines()).toEqual(['paragraph 25 mg']);
    await keyboard.type(' ');
    await keyboard.press('Tab');
    expect(await lines()).toEqual(['paragraph [chip] ']);
    await keyboard.press('Backspace', 'Backspace');
    expect(await lines()).toEqual(['paragraph [chip]']);
    await keyboard.press('Backspace');
    expect(await lines()).toEqual(['paragraph ']);
  });

  test('[CH7] a digit typed over a chosen chip opens it and takes nothing away', async () => {
    await keyboard.type('25 mg');
    await keyboard.press('Tab');
    await keyboard.type(' x');
    await keyboard.press('Backspace', 'Backspace', 'Backspace');
    await keyboard.type('5');
    expect(await lines()).toEqual(['paragraph [chip]']);
    expect(await shown()).toEqual(['25 mg']);
  });

  test('[CH7] what a colleague writes meanwhile is offered to nobody', async () => {
    await open(['anna', 'ben']);
    await lab.page.evaluate(() => window.lab.type('ben', 'give 25 mg'));
    expect(await offered()).toBeUndefined();
  });
});

describe('undo', () => {
  test('[CH8] a change is one step: undo and redo write the value anew, for everybody', async () => {
    await dose();
    await keyboard.type(' daily');
    await change('anna', '50');
    expect(await shown('ben')).toEqual(['Metoprolol 50 mg daily']);
    expect(await undo()).toBe('undone');
    expect(await shown('ben')).toEqual(['Metoprolol 25 mg daily']);
    expect(await redo()).toBe('redone');
    expect(await shown('ben')).toEqual(['Metoprolol 50 mg daily']);
    expect(await undo()).toBe('undone');
    expect(await undo()).toBe('undone');
    expect(await shown('ben')).toEqual(['Metoprolol 25 mg']);
    expect(await undo()).toBe('undone');
    expect([await shown(), await shown('ben')]).toEqual([
      ['Metoprolol 25 mg'],
      ['Metoprolol 25 mg'],
    ]);
    expect(await lines()).toEqual(['paragraph Metoprolol 25 mg']);
    expect(await redo()).toBe('redone');
    expect(await lines()).toEqual(['paragraph Metoprolol [chip]']);
    expect(await shown('ben')).toEqual(['Metoprolol 25 mg']);
  });

  test('[CH8] what a colleague has written since is not undone, and never mixed: A sets 50, B 12.5, A presses undo', async () => {
    await dose();
    await change('anna', '50');
    await change('ben', '12.5');
    expect(await undo()).toBe('replaced');
    expect([await shown(), await shown('ben')]).toEqual([
      ['Metoprolol 12.5 mg'],
      ['Metoprolol 12.5 mg'],
    ]);
  });

  test('[CH8] making a chip is not undone either once a colleague has changed it', async () => {
    await dose();
    await change('ben', '12.5');
    expect(await undo()).toBe('replaced');
    expect(await shown()).toEqual(['Metoprolol 12.5 mg']);
  });

  test('[CH8] a decision is not undone, and what was decided against does not come back', async () => {
    await dose();
    await lab.page.evaluate(() => window.lab.cut());
    await change('anna', '50');
    await change('ben', '100');
    await lab.page.evaluate(() => window.lab.mend());
    await change('ben', '75');
    expect([await undo('ben'), await undo()]).toEqual(['replaced', 'replaced']);
    expect([await shown(), await shown('ben')]).toEqual([
      ['Metoprolol 75 mg'],
      ['Metoprolol 75 mg'],
    ]);
  });
});

test('[CH1] two people offline change 25 mg to 50 and to 100: both stand there for both, until one decides', async () => {
  await dose();
  await lab.page.evaluate(() => window.lab.cut());
  await change('anna', '50');
  await change('ben', '100');
  expect([await shown(), await shown('ben')]).toEqual([
    ['Metoprolol 50 mg'],
    ['Metoprolol 100 mg'],
  ]);
  await lab.page.evaluate(() => window.lab.mend());
  const [both] = await shown();
  expect(both).toMatch(/^Metoprolol (50 mg or 100 mg|100 mg or 50 mg) \(not decided\)$/);
  expect(await shown('ben')).toEqual([both]);
  const rendered = await lab.page.evaluate(() =>
    ['anna', 'ben'].map((name) => [
      window.lab.rendered(name).includes('data-undecided'),
      window.lab.html(name),
    ]),
  );
  expect(rendered.map(([isMarked]) => isMarked)).toEqual([true, true]);
  await change('ben', '50');
  expect([await shown(), await shown('ben')]).toEqual([['Metoprolol 50 mg'], ['Metoprolol 50 mg']]);
});

test('[CH11] a copy is a chip of its own, words for every other program, and an id that comes from outside is nobody’s', async () => {
  await dose();
  const { html, text: plain } = await lab.page.evaluate(() => window.chipLab.copied('anna'));
  expect(plain).toBe('Metoprolol 25 mg');
  expect(html).toContain('data-chip-value="25"');
  await lab.page.evaluate((copied) => {
    window.lab.select('anna', [0, 12]);
    window.lab.paste('anna', copied);
    window.lab.paste(
      'anna',
      '<p>x <span data-node="chip" data-chip-id="c1" data-chip-new="c1">7 mg</span></p>',
    );
  }, html);
  const [first, second, ...others] = await lab.page.evaluate(() => window.chipLab.ids('anna'));
  expect(others).toEqual([]);
  expect(new Set([first, second]).size).toBe(2);
  await lab.page.evaluate(() => window.chipLab.change('anna', '50', 1));
  expect((await shown('ben')).join('\n')).toMatch(/25 mg[^]*50 mg[^]*7 mg/);
});

test('[CH11] copying one that is not decided copies its words', async () => {
  await dose();
  await lab.page.evaluate(() => window.lab.cut());
  await change('anna', '50');
  await change('ben', '100');
  await lab.page.evaluate(() => window.lab.mend());
  const { html } = await lab.page.evaluate(() => window.chipLab.copied('anna'));
  expect(html).not.toContain('data-chip-value');
  expect(html).toContain('(not decided)');
});

test('[CH10] what the editor shows of chips is what the renderer shows', async () => {
  const both = await lab.page.evaluate(
    (section) => {
      window.lab.open(section, ['anna']);
      return [window.lab.html('anna'), window.lab.normal(window.lab.rendered('anna'))];
    },
    {
      blocks: [
        block({ blockId: 'a' }, text('Dose '), { name: 'chip', attributes: { chipId: 'c' } }),
      ],
    },
  );
  expect(both[0]).toBe(both[1]);
});
