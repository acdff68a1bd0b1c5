/// <reference lib="dom" />
import { addressOf } from '@alliance/client/editor/link/link-commands';
import { type InlineJson } from '@alliance/shared/editor/section-json';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { block, text } from './section-samples.ts';
import { deskIn } from './writing-keys.ts';

let lab: EditorLab;
const { open, keys, lines, events, select } = deskIn(() => lab);

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

beforeEach(() => open({ blocks: [block({ blockId: 'a', kind: 'paragraph' })] }));

const inline = (): Promise<readonly InlineJson[]> =>
  lab.page.evaluate(() => window.lab.section('anna').blocks[0]?.inline ?? []);

const marked = (words: string, ...names: readonly string[]): InlineJson => ({
  text: words,
  marks: Object.fromEntries(names.map((name) => [name, {}])),
});

test.each([
  ['**twice daily**', 'twice daily', 'bold'],
  ['__twice daily__', 'twice daily', 'bold'],
  ['*never*', 'never', 'italic'],
  ['_never_', 'never', 'italic'],
  ['~~ramipril~~', 'ramipril', 'strike'],
])(
  '[ED51] %j typed becomes its words in %j, and what follows is plain',
  async (typed, words, mark) => {
    await keys(`take ${typed} from now`);
    expect(await inline()).toEqual([text('take '), marked(words, mark), text(' from now')]);
  },
);

test.each(['5 * 3 * 2', '2**3**4', 'snake_case_name', 'a* b*', '** two **', '10*12*14 mm'])(
  '[ED51] %j stays as it was typed',
  async (typed) => {
    await keys(typed);
    expect(await inline()).toEqual([text(typed)]);
  },
);

test.each(['Backspace', 'Control+z'])(
  '[ED51] %s right afterwards gives back what was typed',
  async (key) => {
    await keys('take **twice**');
    expect(await inline()).toEqual([text('take '), marked('twice', 'bold')]);
    await keys(key);
    expect(await inline()).toEqual([text('take **twice**')]);
  },
);

test('[ED51] undo right after a typed form gives back the signs, and then goes on to what was before', async () => {
  await keys('- ');
  expect(await lines()).toEqual(['bullet ']);
  await keys('Control+z');
  expect(await lines()).toEqual(['paragraph - ']);
});

test('[ED52] words and an address in brackets become a link; an address that no plan opens stays text', async () => {
  await keys('see [falls guide](example.org/falls) and [x](javascript:alert)');
  expect(await inline()).toEqual([
    text('see '),
    { text: 'falls guide', marks: { link: { href: 'https://example.org/falls' } } },
    text(' and [x](javascript:alert)'),
  ]);
});

test.each([
  ['example.org/a', 'https://example.org/a'],
  ['  http://example.org ', 'http://example.org'],
  ['ward.3@example.org', 'mailto:ward.3@example.org'],
  ['+44 1632 960 001', 'tel:+441632960001'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['java\tscript:alert(1)', undefined],
  ['not an address', undefined],
  ['', undefined],
])('[ED52] the address %j is %j', (typed, href) => {
  expect(addressOf(typed)).toBe(href);
});

test('[ED53] the link with the caret is followed by Alt+Enter and by a click with Ctrl, and only then', async () => {
  await lab.page.evaluate(() => window.lab.serve({}));
  await keys('see [guide](example.org)');
  const link = lab.page.getByRole('link', { name: 'guide' });
  await link.click();
  expect(await events()).toEqual([]);
  await keys('Alt+Enter');
  await link.click({ modifiers: ['Control'] });
  expect(await events()).toEqual(['open https://example.org', 'open https://example.org']);
  await select([0, 1]);
  await keys('Alt+Enter');
  expect(await events()).toHaveLength(2);
});

/** Whether the text takes Ctrl+K for itself. */
function isTaken(): Promise<boolean> {
  return lab.page.evaluate(() => {
    const event = new KeyboardEvent('keydown', {
      key: 'k',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    return document.querySelector('#anna [role=textbox]')?.dispatchEvent(event) === false;
  });
}

test('[ED53] Ctrl+K asks for a link where words are selected, and leaves the key to the page elsewhere', async () => {
  await keys('one two');
  expect(await isTaken()).toBe(false);
  await select([0, 0], [0, 3]);
  expect(await isTaken()).toBe(true);
});
