/// <reference lib="dom" />
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { block, text } from './section-samples.ts';

const goalId = '0197f2aa-0000-7000-8000-000000000001';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

beforeEach(() =>
  lab.page.evaluate(
    (section) => {
      window.lab.open(section, ['anna', 'ben']);
      window.lab.select('anna', [0, 6]);
      // What the page draws into the card.
      const button = document.createElement('button');
      button.textContent = 'Edit';
      document.querySelector('#anna [data-node=goal]')?.append(button);
    },
    {
      blocks: [
        block({ blockId: 'a', kind: 'paragraph' }, text('Before')),
        { name: 'goal', attributes: { blockId: 'g', goalId }, inline: [] },
        block({ blockId: 'b', kind: 'paragraph' }, text('After')),
      ],
    },
  ),
);

const focused = (): Promise<string> =>
  lab.page.evaluate(() => document.activeElement?.tagName ?? '');
const card = (): Promise<string> =>
  lab.page.evaluate(() => document.querySelector('#anna [data-node=goal]')?.innerHTML ?? 'gone');

test('[GC1] what the page draws in a card stays while people write around it, and is not in the text', async () => {
  await lab.page.keyboard.type(' lunch');
  await lab.page.evaluate(() => window.lab.type('ben', 'Ben '));
  expect(await card()).toBe('<button>Edit</button>');
  expect(await lab.page.evaluate(() => window.lab.html('ben'))).not.toContain('Edit');
});

test('[GC17] the arrow keys choose a card, Enter goes into it, and Escape back to the text', async () => {
  await lab.page.keyboard.press('ArrowDown');
  await lab.page.keyboard.press('Enter');
  expect(await focused()).toBe('BUTTON');
  await lab.page.keyboard.type('x ');
  await lab.page.keyboard.press('Backspace');
  expect(await card()).toBe('<button>Edit</button>');
  await lab.page.keyboard.press('Escape');
  expect(await focused()).toBe('DIV');
  await lab.page.keyboard.press('ArrowDown');
  await lab.page.keyboard.type('!');
  expect(await lab.page.evaluate(() => window.lab.html('anna'))).toMatch(/!After|After!/);
});

test('[GC18] a card that is copied is the card of the same record, and nothing that stands in it becomes text', async () => {
  await lab.page.evaluate((id) => {
    window.lab.select('anna', [2, 5]);
    const inside = '<p>I walk</p><button>Edit</button>';
    window.lab.paste('anna', `<p>x</p><div data-node="goal" data-item-id="${id}">${inside}</div>`);
  }, goalId);
  const html = await lab.page.evaluate(() => window.lab.html('anna'));
  expect(html.split(`data-item-id="${goalId}"`)).toHaveLength(3);
  expect(html).not.toContain('I walk');
  await lab.page.evaluate(() => {
    window.lab.select('anna', [0, 6]);
    window.lab.paste('anna', '<div data-node="goal" data-item-id="&quot;><b>">words</div>');
  });
  const after = await lab.page.evaluate(() => window.lab.html('anna'));
  expect(after.split('data-item-id=')).toHaveLength(3);
  expect(after).toContain('words');
});
