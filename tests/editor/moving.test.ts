/// <reference lib="dom" />
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { block, text } from './section-samples.ts';
import { deskIn } from './writing-keys.ts';

let lab: EditorLab;
const { open, keys, lines, menu, events, select } = deskIn(() => lab);

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

const three = {
  blocks: [
    block({ blockId: 'a', kind: 'bullet' }, text('one')),
    block({ blockId: 'b', kind: 'bullet' }, text('two '), { text: 'bold', marks: { bold: {} } }),
    block({ blockId: 'c', kind: 'bullet' }, text('three')),
  ],
};

beforeEach(() => open(three, ['anna', 'ben']));

const ids = (): Promise<readonly unknown[]> => lab.page.evaluate(() => window.lab.ids('ben'));

function writeAsBen(index: number, words: string): Promise<void> {
  return lab.page.evaluate(
    ([at, typed]) => {
      const { state, view } = window.lab.editor('ben');
      let end = 0;
      for (let each = 0; each <= at; each += 1) end += state.doc.child(each).nodeSize;
      view.dispatch(state.tr.insertText(typed, end - 1));
    },
    [index, words] as const,
  );
}

test('[ED47] Alt+Shift with an arrow moves the line with the caret, ids and emphasis and the caret with it; nothing moves over an edge', async () => {
  await select([1, 5]);
  await keys('Alt+Shift+ArrowUp', 'X');
  expect(await lines('ben')).toEqual(['bullet two bXold', 'bullet one', 'bullet three']);
  expect(await ids()).toEqual(['b', 'a', 'c']);
  await keys(
    'Alt+Shift+ArrowUp',
    'Alt+Shift+ArrowDown',
    'Alt+Shift+ArrowDown',
    'Alt+Shift+ArrowDown',
    'Y',
  );
  expect(await lines('ben')).toEqual(['bullet one', 'bullet three', 'bullet two bXYold']);
  const { inline } = await lab.page.evaluate(
    () => window.lab.section('ben').blocks[2] ?? { inline: [] },
  );
  expect(inline).toEqual([
    { text: 'two ', marks: {} },
    { text: 'bXYold', marks: { bold: {} } },
  ]);
});

test('[ED47] several selected lines move together, and the selection stays on them', async () => {
  await select([1, 1], [2, 2]);
  await keys('Alt+Shift+ArrowUp');
  expect(await lines('ben')).toEqual(['bullet two bold', 'bullet three', 'bullet one']);
  await keys('Backspace');
  expect(await lines('ben')).toEqual(['bullet tree', 'bullet one']);
});

test('[ED47] one step back takes a move back as one step, and not what was typed before it', async () => {
  await select([0, 3]);
  await keys('!', 'Alt+Shift+ArrowDown');
  await lab.page.evaluate(() => window.lab.undo('anna'));
  expect(await lines('ben')).toEqual(['bullet one!', 'bullet two bold', 'bullet three']);
  await lab.page.evaluate(() => window.lab.redo('anna'));
  expect(await lines('ben')).toEqual(['bullet two bold', 'bullet one!', 'bullet three']);
});

test('[ED48] what a colleague writes apart in the lines that I moved past stays, in each of them once', async () => {
  await lab.page.evaluate(() => window.lab.cut());
  await writeAsBen(1, ' by ben');
  await writeAsBen(2, ' by ben');
  await select([0, 0]);
  await keys('Alt+Shift+ArrowDown', 'Alt+Shift+ArrowDown');
  await lab.page.evaluate(() => window.lab.mend());
  const merged = ['bullet two bold by ben', 'bullet three by ben', 'bullet one'];
  expect(await lines('anna')).toEqual(merged);
  expect(await lines('ben')).toEqual(merged);
});

test('[ED48] in a section of two lines, one of them empty, a move changes the words of neither', async () => {
  await open({ blocks: [block({ blockId: 'a' }, text('one')), block({ blockId: 'b' })] }, [
    'anna',
    'ben',
  ]);
  await lab.page.evaluate(() => window.lab.cut());
  await writeAsBen(1, 'new');
  await select([0, 3]);
  await keys('Alt+Shift+ArrowDown');
  await lab.page.evaluate(() => window.lab.mend());
  expect(await lines('anna')).toEqual(['plain new', 'plain one']);
  expect(await lines('ben')).toEqual(['plain new', 'plain one']);
});

test('[ED48] a divider and a card move like any other line', async () => {
  await open({
    blocks: [
      block({ blockId: 'a' }, text('one')),
      { name: 'goal', attributes: { blockId: 'g', goalId: 'g-1' }, inline: [] },
      { name: 'divider', attributes: { blockId: 'd' }, inline: [] },
    ],
  });
  await select([0, 3]);
  await keys('ArrowDown', 'Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown', 'Alt+Shift+ArrowDown');
  const names = await lab.page.evaluate(() =>
    window.lab.section('anna').blocks.map(({ name, attributes }) => [name, attributes['blockId']]),
  );
  expect(names).toEqual([
    ['block', 'a'],
    ['divider', 'd'],
    ['goal', 'g'],
  ]);
});

const sections = [{ sectionKey: 'medicines', heading: 'Medicines plan' }];

test('[ED49] lines that go to another section stand there before they are gone here; one that changed meanwhile stays', async () => {
  await lab.page.evaluate((given) => window.lab.serve({ sections: given }), sections);
  await select([0, 3]);
  await keys(' ', '/med');
  expect(await menu()).toEqual(['> Move to Medicines plan']);
  await keys('Escape', 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
  await select([0, 0], [1, 3]);
  await lab.page.evaluate(() => window.lab.moveAway('anna', 'medicines'));
  expect(await events()).toContain('move 2 to medicines');
  expect(await lines('ben')).toHaveLength(3);
  await writeAsBen(1, ' now');
  await lab.page.evaluate(() => window.lab.accept(true));
  await expect.poll(() => lines('ben')).toEqual(['bullet two bold now', 'bullet three']);
});

test('[ED49] when the other section refuses them, every line stays', async () => {
  await lab.page.evaluate((given) => window.lab.serve({ sections: given }), sections);
  await select([0, 0], [2, 3]);
  const before = await lab.page.evaluate(() => window.lab.state('anna').join());
  await lab.page.evaluate(() => window.lab.moveAway('anna', 'medicines'));
  await lab.page.evaluate(() => window.lab.accept(false));
  await lab.page.evaluate(() => Promise.resolve());
  expect(await lab.page.evaluate(() => window.lab.state('anna').join())).toBe(before);
});

/** The browser tells the editor of a moved caret in its own time: a hand is slower than that. */
async function arrows(...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) {
    await keys(key);
    await lab.page.waitForFunction(() => window.lab.isSettled('anna'));
  }
}

test('[ED50] an arrow at an edge of the text goes on into the neighbouring section, inside it stays', async () => {
  await lab.page.evaluate(() => window.lab.serve({}));
  await select([1, 2]);
  await arrows('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight');
  expect((await events()).filter((each) => each.startsWith('leave'))).toEqual([]);
  await select([0, 2]);
  await keys('ArrowUp');
  await select([0, 0]);
  await keys('ArrowLeft');
  await select([2, 5]);
  await keys('ArrowRight', 'ArrowDown');
  expect((await events()).filter((each) => each.startsWith('leave'))).toEqual([
    'leave before column',
    'leave before end',
    'leave after end',
    'leave after column',
  ]);
});

test('[ED50] a text that is entered from below takes the caret in its last line and the same column', async () => {
  const left = await lab.page.evaluate(() => {
    const { view } = window.lab.editor('anna');
    const { left: column } = view.coordsAtPos(3);
    window.lab.enter('anna', 'end', column);
    return column;
  });
  await keys('X');
  expect((await lines())[2]).toMatch(/^bullet t\w*X\w*e$/);
  expect(left).toBeGreaterThan(0);
  await lab.page.evaluate(() => window.lab.enter('anna', 'start', Number.NaN));
  await keys('Y');
  expect((await lines())[0]).toBe('bullet Yone');
});
