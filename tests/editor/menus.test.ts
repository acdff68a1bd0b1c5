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

const seats = [
  {
    seatId: 's-pt',
    label: 'Physiotherapist',
    people: ['Hannah Lindqvist'],
    disciplineKey: 'physiotherapist',
    isTaken: true,
    canRead: true,
  },
  {
    seatId: 's-rn',
    label: 'Rehab nurse',
    people: [],
    disciplineKey: 'rehab-nurse',
    isTaken: false,
    canRead: true,
  },
  {
    seatId: 's-fam',
    label: 'Family',
    people: ['Lucia'],
    disciplineKey: 'family',
    isTaken: true,
    canRead: false,
  },
];

beforeEach(() => open({ blocks: [block({ blockId: 'a', kind: 'paragraph' })] }));

function serve(served: Parameters<typeof window.lab.serve>[0]): Promise<void> {
  return lab.page.evaluate((given) => window.lab.serve(given), served);
}

test('[ED40] a slash at the start of a line or behind a space opens what can be put there, found by any of its words; Enter takes it and the typed words are gone', async () => {
  await keys('/');
  expect((await menu())?.slice(0, 3)).toEqual(['> Text', 'Heading 1', 'Heading 2']);
  await keys('todo');
  expect(await menu()).toEqual(['> Checklist']);
  await keys('Enter', 'bed rails ', '/pre');
  expect(await menu()).toEqual(['> Precaution']);
  await keys('Tab');
  expect(await lines()).toEqual(['callout bed rails ']);
});

test('[ED40] a slash or an at sign inside a dose, a fraction, an address or pasted words opens nothing', async () => {
  await serve({ seats });
  for (const words of ['25 mg/day', '12/2', 'https://example.org/a', 'a@b.org', '5 mg @']) {
    await keys(words);
    const isOpen = (await menu()) !== undefined;
    expect([words, isOpen]).toEqual([words, words === '5 mg @']);
    await keys('Escape', 'Enter');
  }
  await lab.page.evaluate(() => window.lab.paste('anna', '', '/'));
  expect(await menu()).toBe(undefined);
});

test('[ED40] arrows choose, Escape closes and leaves the words, writing on past every choice closes too', async () => {
  await keys('/head', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp');
  expect(await menu()).toEqual(['Heading 1', 'Heading 2', '> Heading 3']);
  await keys('Escape');
  expect(await menu()).toBe(undefined);
  await keys('s', 'Enter', '/zzz');
  expect(await menu()).toEqual([]);
  await keys(' and on', 'Enter');
  expect(await menu()).toBe(undefined);
  expect(await lines()).toEqual(['paragraph /heads', 'paragraph /zzz and on', 'paragraph ']);
});

test('[ED41] an at sign offers the seats with who sits there; taking one writes a mention of the seat', async () => {
  await serve({ seats });
  await keys('ask @');
  expect(await menu()).toEqual(['> Physiotherapist', 'Rehab nurse', 'Family (no)']);
  await keys('lind');
  expect(await menu()).toEqual(['> Physiotherapist']);
  await keys('Enter', 'today');
  expect(await lines()).toEqual(['paragraph ask [mention] today']);
  const { inline } = await lab.page.evaluate(
    () => window.lab.section('anna').blocks[0] ?? { inline: [] },
  );
  expect(inline[1]).toEqual({
    name: 'mention',
    attributes: { seatId: 's-pt', label: 'Physiotherapist' },
  });
});

test('[ED41] a seat that may not read the section is shown and cannot be mentioned', async () => {
  await serve({ seats });
  await keys('@fam', 'Enter');
  expect(await menu()).toEqual(['> Family (no)']);
  expect(await lines()).toEqual(['paragraph @fam']);
});

test('[ED41] a mention that is copied stays a mention, and is shown the same by the renderer', async () => {
  await serve({ seats });
  await keys('@reh', 'Enter', 'today', 'Enter');
  const copied = await lab.page.evaluate(() => window.lab.rendered('anna'));
  expect(copied).toContain('data-seat-id="s-rn"');
  await lab.page.evaluate((html) => window.lab.paste('anna', html), copied);
  expect(await lines()).toEqual(['paragraph [mention] today', 'paragraph [mention] today']);
});

test('[ED42] while a character is composed no menu takes its keys', async () => {
  await keys('/h');
  const isTaken = await lab.page.evaluate(() => {
    const box = document.querySelector('#anna [role=textbox]');
    const press = (init: KeyboardEventInit): boolean =>
      box?.dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
      ) === false;
    return [
      press({ key: 'ArrowDown', isComposing: true }),
      press({ key: 'Process', keyCode: 229 }),
      press({ key: 'ArrowDown' }),
    ];
  });
  expect(isTaken).toEqual([false, false, true]);
});

test('[ED43] a menu is named in the text for whoever hears it, and closes when the text loses the keyboard', async () => {
  await keys('/');
  const box = lab.page.getByRole('textbox', { name: 'anna' });
  expect(await box.getAttribute('aria-controls')).toBe('menu-anna');
  await keys('ArrowDown');
  expect(await box.getAttribute('aria-activedescendant')).toBe('menu-anna-1');
  await lab.page.evaluate(() => window.lab.blur('anna'));
  expect(await menu()).toBe(undefined);
  expect(await box.getAttribute('aria-controls')).toBe(null);
});

test('[ED43] a menu stays open and takes the right words while a colleague writes before it', async () => {
  await open({ blocks: [block({ blockId: 'a' }, text('one ')), block({ blockId: 'b' })] }, [
    'anna',
    'ben',
  ]);
  await select([0, 4]);
  await keys('/quo');
  await lab.page.evaluate(() => {
    const { editor } = { editor: window.lab.editor('ben') };
    editor.view.dispatch(editor.state.tr.insertText('zero ', 1));
  });
  expect(await menu()).toEqual(['> Goal in plain words']);
  await keys('Enter');
  expect(await lines('ben')).toEqual(['quote zero one ', 'plain ']);
});

test('[ED44] a divider is drawn by three hyphens or by the menu, with a line to write in below it; Backspace takes it back', async () => {
  await keys('--', '-', 'after');
  expect(await lines()).toEqual(['plain ', 'paragraph after']);
  await keys('Enter', '---');
  await keys('Backspace');
  expect(await lines()).toEqual(['plain ', 'paragraph after', 'paragraph ---']);
  await keys('Control+a', 'Backspace', 'word /lin', 'Enter', 'below');
  expect(await lines()).toEqual(['paragraph word ', 'plain ', 'paragraph below']);
});

test('[ED45] a card asked for by the menu stands behind its block, wherever that is when the record is there', async () => {
  await serve({ canStart: true });
  await keys('walk ', '/goal');
  expect((await menu())?.[0]).toBe('> Goal');
  await keys('Enter');
  expect(await events()).toContain('start goal');
  await keys('Enter', 'more');
  await lab.page.evaluate(() => window.lab.answer('g-1'));
  await expect.poll(() => lines()).toEqual(['paragraph walk ', 'plain ', 'paragraph more']);
  const card = await lab.page.evaluate(() => window.lab.section('anna').blocks[1]);
  expect(card).toMatchObject({ name: 'goal', attributes: { goalId: 'g-1' } });
});

test('[ED45] a card takes the place of an empty line; whoever gives up finds the text as it was; without the page’s help none is offered', async () => {
  await keys('/goal');
  expect(await menu()).toEqual(['> Goal in plain words']);
  await keys('Control+a', 'Backspace');
  await serve({ canStart: true });
  await keys('/if', 'Enter');
  await lab.page.evaluate(() => window.lab.answer(undefined));
  expect(await lines()).toEqual(['paragraph ']);
  await keys('/if', 'Enter');
  await lab.page.evaluate(() => window.lab.answer('c-1'));
  await expect.poll(() => lines()).toEqual(['plain ', 'paragraph ']);
});

test('[ED46] letters typed while a card or a divider is chosen go into a line of their own: nothing is typed away', async () => {
  await keys('---', 'ArrowUp', 'x');
  expect(await lines()).toEqual(['plain ', 'paragraph x', 'paragraph ']);
});

/** Clicks into the middle of words that stand once in the text. */
async function click(words: string, count = 1): Promise<void> {
  const { x, y } = await lab.page.evaluate((sought) => {
    const box = document.querySelector('#anna [role=textbox]') ?? document.body;
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const at = (texts.currentNode.textContent ?? '').indexOf(sought);
      if (at === -1) continue;
      range.setStart(texts.currentNode, at);
      range.setEnd(texts.currentNode, at + sought.length);
    }
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, words);
  await lab.page.mouse.click(x, y, { clickCount: count });
}

const marks = (): Promise<readonly (string | null)[]> =>
  lab.page.evaluate(() =>
    [...document.querySelectorAll('.open-place')].map((each) => each.textContent),
  );

const selected = (): Promise<string> => lab.page.evaluate(() => String(getSelection()));

test('[ED64] a click on what a template left in braces selects it whole, so that the next key writes it; a later click goes into it', async () => {
  await open({
    blocks: [block({ blockId: 'a', kind: 'paragraph' }, text('Weight {kg}, {by whom}.'))],
  });
  expect(await marks()).toEqual(['{kg}', '{by whom}']);
  await click('whom');
  expect(await selected()).toBe('{by whom}');
  // Far enough from the first not to be a double click: this one is for the words inside.
  await click('by');
  await expect.poll(selected).toBe('');
  await click('kg', 2);
  expect(await selected()).toBe('{kg}');
  await keys('82');
  expect(await lines()).toEqual(['paragraph Weight 82, {by whom}.']);
  expect(await marks()).toEqual(['{by whom}']);
});

test('[ED64] F8 and the menu go from one place to the next, and on into the next text after the last', async () => {
  await open({
    blocks: [
      block({ blockId: 'a', kind: 'paragraph' }, text('Call {name}, {number}')),
      block({ blockId: 'b', kind: 'bullet' }, text('on {date}; {} and { are words')),
    ],
  });
  await keys('F8');
  expect(await selected()).toBe('{name}');
  await keys('Tom', 'F8');
  expect(await selected()).toBe('{number}');
  await keys('Control+Home', 'Control+End', ' ', '/braces');
  expect(await menu()).toEqual(['> Next place to fill in']);
  await select([0, 6]);
  await keys('F8', 'F8');
  expect(await selected()).toBe('{date}');
  await serve({ sections: [] });
  await keys('F8');
  expect(await events()).toContain('leave after end');
});
