/// <reference lib="dom" />
/** What breaks in stock editors that share a document, tried in this one. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { block, text } from './section-samples.ts';
import { deskIn } from './writing-keys.ts';

let lab: EditorLab;
const { open, keys, lines, select } = deskIn(() => lab);

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

beforeEach(() =>
  open(
    {
      blocks: [
        block({ blockId: 'a', kind: 'paragraph' }, text('Falls risk plan for Ann')),
        block({ blockId: 'b', kind: 'paragraph' }, text('x')),
      ],
    },
    ['anna', 'ben'],
  ),
);

const apart = (): Promise<void> => lab.page.evaluate(() => window.lab.cut());
const together = (): Promise<void> => lab.page.evaluate(() => window.lab.mend());

function asBen(offset: number, words: string): Promise<void> {
  return lab.page.evaluate(
    ([at, typed]) => {
      const { view, state } = window.lab.editor('ben');
      view.dispatch(state.tr.insertText(typed, at + 1));
    },
    [offset, words] as const,
  );
}

async function expectBoth(expected: readonly string[]): Promise<void> {
  expect(await lines('anna')).toEqual(expected);
  expect(await lines('ben')).toEqual(expected);
}

test.each([
  ['Control+Alt+2', 'h2 Falls risk HIGH plan for Ann'],
  ['Control+Shift+8', 'bullet Falls risk HIGH plan for Ann'],
])('[ED18] %s by one and a word by another, apart, keep both', async (form, line) => {
  await apart();
  await select([0, 2]);
  await keys(form);
  await asBen(10, ' HIGH');
  await together();
  await expectBoth([line, 'paragraph x']);
});

test('[ED63] the first letter typed into a block out of a template writes nothing over the form that a colleague gives it', async () => {
  await open({ blocks: [block({ blockId: 'a' }, text('Falls'))] }, ['anna', 'ben']);
  await apart();
  await select([0, 2]);
  await keys('Control+Alt+2');
  await asBen(5, ' HIGH');
  await together();
  await expectBoth(['h2 Falls HIGH']);
});

test('[ED18] the same heading given by two apart is one heading, and its words are there once', async () => {
  await apart();
  await select([0, 2]);
  await keys('Control+Alt+2');
  await lab.page.evaluate(() => {
    const { view, state } = window.lab.editor('ben');
    view.dispatch(state.tr.setNodeAttribute(0, 'kind', 'heading').setNodeAttribute(0, 'level', 2));
  });
  await together();
  await expectBoth(['h2 Falls risk plan for Ann', 'paragraph x']);
});

test('[UN2] my undo after a colleague put another dose over mine brings no older dose back', async () => {
  await open({ blocks: [block({ blockId: 'a' }, text('Metoprolol 25 mg'))] }, ['anna', 'ben']);
  await select([0, 11], [0, 13]);
  await keys('50');
  await lab.page.evaluate(() => {
    const { view, state } = window.lab.editor('ben');
    view.dispatch(state.tr.insertText('12.5', 12, 14));
  });
  const said = await lab.page.evaluate(() => window.lab.undo('anna'));
  const words = await lines('ben');
  expect([said, words.join()]).toEqual([
    expect.stringMatching(/^(undone|replaced)$/),
    expect.stringMatching(/Metoprolol .*12\.5 mg$/),
  ]);
});

test('[UN1] undo of my words in a line that a colleague made a heading leaves it a heading', async () => {
  await select([1, 0]);
  await keys('AAA ');
  await lab.page.evaluate(() => {
    const { view, state } = window.lab.editor('ben');
    const at = state.doc.child(0).nodeSize;
    view.dispatch(
      state.tr.setNodeAttribute(at, 'kind', 'heading').setNodeAttribute(at, 'level', 2),
    );
  });
  await lab.page.evaluate(() => window.lab.undo('anna'));
  await expectBoth(['paragraph Falls risk plan for Ann', 'h2 x']);
});

test('[ED24] showing a section that is wholly known writes nothing into it', async () => {
  const before = await lab.page.evaluate(() => window.lab.state('ben').join());
  await select([1, 0]);
  await keys('ArrowUp', 'ArrowDown', 'End');
  await lab.page.evaluate(() => window.lab.blur('anna'));
  expect(await lab.page.evaluate(() => window.lab.state('anna').join())).toBe(before);
});

test('[ED20] a colleague who moves, splits and writes lines above and below does not move what I read', async () => {
  await open(
    {
      blocks: Array.from({ length: 120 }, (_, index) =>
        block({ blockId: `b${index}` }, text(`line ${index}`)),
      ),
    },
    ['anna', 'ben'],
  );
  await select([60, 2]);
  const seen = (): Promise<number> =>
    lab.page.evaluate(() => {
      const line = document.querySelector('#anna [data-block-id=b60]');
      line?.scrollIntoView({ block: 'nearest' });
      return window.scrollY;
    });
  const before = await seen();
  await lab.page.evaluate(() => {
    const { view } = window.lab.editor('ben');
    view.dispatch(
      view.state.tr.insertText('end', view.state.doc.content.size - 1).scrollIntoView(),
    );
    view.dispatch(
      view.state.tr.insertText('more', view.state.doc.content.size - 1).scrollIntoView(),
    );
  });
  expect(await lab.page.evaluate(() => window.scrollY)).toBe(before);
});
