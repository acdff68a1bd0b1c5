import { type SectionJson } from '@alliance/shared/editor/section-json';
/// <reference lib="dom" />
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { block, text } from './section-samples.ts';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

beforeEach(() => open({ blocks: [block({ blockId: 'a', kind: 'paragraph' })] }));

function open(section: SectionJson, isEditable = true): Promise<void> {
  return lab.page.evaluate(
    ([json, editable]) => {
      window.lab.open(json, ['anna'], editable);
      window.lab.select('anna', [0, 0]);
    },
    [section, isEditable] as const,
  );
}

const lines = (): Promise<readonly string[]> => lab.page.evaluate(() => window.lab.lines('anna'));

async function keys(...pressed: readonly string[]): Promise<void> {
  for (const key of pressed)
    // One key after the other is what a keyboard does.
    await (key.length > 1 && /^(Control|Shift|Arrow)|^(Enter|Tab|Backspace|Home|Escape)$/.test(key)
      ? lab.page.keyboard.press(key)
      : lab.page.keyboard.type(key));
}

test.each([
  ['# Falls', 'h1 Falls'],
  ['### Falls', 'h3 Falls'],
  ['- bell', 'bullet bell'],
  ['1. stand', 'number stand'],
  ['[] rail', 'check rail'],
  ['[x] rail', 'checkx rail'],
  ['> my words', 'quote my words'],
  ['! thick fluids', 'callout thick fluids'],
  ['#no space', 'paragraph #no space'],
])('[ED9] %j typed at the start of a block becomes %j', async (typed, line) => {
  await keys(typed);
  expect(await lines()).toEqual([line]);
});

test('[ED9] Backspace right after such a change gives back what was typed', async () => {
  await keys('- ', 'Backspace');
  expect(await lines()).toEqual(['paragraph - ']);
});

test('[ED10] Enter goes on in a list, out of its depth, and ends it when an item is empty', async () => {
  await keys('- one', 'Enter', 'Tab', 'two', 'Enter', 'Enter', 'Enter', 'after');
  expect(await lines()).toEqual(['bullet one', 'bullet> two', 'paragraph after']);
});

test('[ED10] after a heading comes a paragraph, and a new check item is not done', async () => {
  await keys('## Night', 'Enter', 'text', 'Enter', '[x] done', 'Enter', 'next');
  expect(await lines()).toEqual(['h2 Night', 'paragraph text', 'checkx done', 'check next']);
});

test('[ED10] Enter at either end leaves the block itself alone, inside it splits it', async () => {
  await open({ blocks: [block({ blockId: 'a', kind: 'heading', level: 1 }, text('Night'))] });
  await keys('Enter');
  expect(await lines()).toEqual(['paragraph ', 'h1 Night']);
  await lab.page.evaluate(() => window.lab.select('anna', [1, 2]));
  await keys('Enter');
  expect(await lines()).toEqual(['paragraph ', 'h1 Ni', 'h1 ght']);
  const ids = await lab.page.evaluate(() => window.lab.ids('anna'));
  expect(ids[1]).toBe('a');
  expect(new Set(ids).size).toBe(3);
});

test('[ED10] Backspace at the start leaves first the depth, then the form, then the block', async () => {
  await keys('one', 'Enter', '- two', 'Tab');
  await lab.page.evaluate(() => window.lab.select('anna', [1, 0]));
  await keys('Backspace');
  expect(await lines()).toEqual(['paragraph one', 'bullet two']);
  await keys('Backspace');
  expect(await lines()).toEqual(['paragraph one', 'paragraph two']);
  await keys('Backspace');
  expect(await lines()).toEqual(['paragraph onetwo']);
});

function isInside(): Promise<boolean> {
  return lab.page.evaluate(() => document.activeElement?.closest('#anna') !== null);
}

test('[ED11] Tab indents only in lists and never deeper than allowed; Escape frees it', async () => {
  await keys('- one', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  expect(await lines()).toEqual(['bullet>>>> one']);
  await keys('Shift+Tab');
  expect(await lines()).toEqual(['bullet>>> one']);
  expect(await isInside()).toBe(true);
  await keys('Escape', 'Tab');
  expect(await isInside()).toBe(false);
});

test('[ED11] Tab leaves a paragraph at once', async () => {
  await keys('words', 'Tab');
  expect(await isInside()).toBe(false);
  expect(await lines()).toEqual(['paragraph words']);
});

test('[ED12] the keys for form and emphasis work, and pressing the same again takes it back', async () => {
  await keys('Night', 'Control+Alt+2');
  expect(await lines()).toEqual(['h2 Night']);
  await keys('Control+Alt+2', 'Control+a', 'Control+b', 'Control+i', 'Control+u');
  expect(await lab.page.evaluate(() => window.lab.section('anna').blocks[0]?.inline)).toEqual([
    { text: 'Night', marks: { bold: {}, italic: {}, underline: {} } },
  ]);
  await keys('Control+b', 'Control+i', 'Control+u');
  expect(await lab.page.evaluate(() => window.lab.section('anna').blocks[0]?.inline)).toEqual([
    { text: 'Night', marks: {} },
  ]);
});

test('[ED12] a check item is done by its box, by its key, and its box is named by its text', async () => {
  await keys('[] rail fitted');
  await lab.page.getByRole('checkbox', { name: 'rail fitted' }).click();
  expect(await lines()).toEqual(['checkx rail fitted']);
  await keys('Control+Enter');
  expect(await lines()).toEqual(['check rail fitted']);
});

test('[ED13] what is pasted keeps its structure and emphasis and nothing else', async () => {
  await lab.page.evaluate(() =>
    window.lab.paste(
      'anna',
      `<meta><style>p { color: red }</style><b style="font-weight:normal"><h2 onclick="x()">Night</h2>
       <ul><li><p>bell</p><ol><li>left <em style="font-weight: 700">side</em></li></ol></li></ul>
       <table><tr><td>cell</td></tr></table><p>see <a href="https://example.org">this</a>
       and <a href="javascript:hacked=1">that</a></p></b>`,
    ),
  );
  expect(await lines()).toEqual([
    'h2 Night',
    'bullet bell',
    'number> left side',
    'paragraph cell',
    'paragraph see this and that',
  ]);
});

test('[ED28] a pasted table becomes one line per row and says so, Word’s bullets become bullets, and line breaks of code stay', async () => {
  await lab.page.evaluate(() =>
    window.lab.paste(
      'anna',
      `<table><tr><th>Medicine</th><th>Dose</th><th></th></tr>
       <tr><td><p>Ramipril</p></td><td><p>2.5 <b>mg</b></p></td><td></td></tr></table>
       <p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>Aspirin</p>
       <p style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">1.<span>&nbsp; </span></span>Walk</p>
       <p>· Rest</p><pre>one\n  two\n</pre><p>end</p>`,
    ),
  );
  expect(await lines()).toEqual([
    'paragraph Medicine – Dose',
    'paragraph Ramipril – 2.5 mg',
    'bullet> Aspirin',
    'number Walk',
    'bullet Rest',
    'paragraph one[hardBreak]two',
    'paragraph end',
  ]);
  const shown = await lab.page.evaluate(() => ({
    breaks: document.querySelectorAll('#anna p br:not(.ProseMirror-trailingBreak)').length,
    events: window.lab.events('anna'),
  }));
  expect(shown.breaks).toBe(1);
  expect(shown.events).toContain('table');
});

test('[ED27] a block has the direction of its own first letter', async () => {
  await keys('one', 'Enter', 'مرحبا');
  const directions = await lab.page.evaluate(() =>
    [...document.querySelectorAll('#anna .ProseMirror > *')].map(
      (each) => getComputedStyle(each).direction,
    ),
  );
  expect(directions).toEqual(['ltr', 'rtl']);
});

test('[ED13] hostile HTML that is pasted runs nothing, loads nothing and leaves only words', async () => {
  const requests: string[] = [];
  lab.page.on('request', (request) => requests.push(request.url()));
  const hacked = await lab.page.evaluate(async () => {
    window.lab.paste(
      'anna',
      `<img src="https://example.org/x" onerror="window.hacked=1"><script>window.hacked=1</script>
       <svg onload="window.hacked=1"><p>inside</p></svg><iframe srcdoc="<script>parent.hacked=1</script>"></iframe>
       <p onmouseover="window.hacked=1" data-kind="goal" data-node="goal">words</p>`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    return window.hacked ?? false;
  });
  expect(hacked).toBe(false);
  expect(requests).toEqual([]);
  expect((await lines()).join('|')).toMatch(/^(paragraph inside\|)?paragraph words$/);
});

test('[ED13] words without structure are pasted into the line, lines of plain text become blocks', async () => {
  await keys('take ');
  await lab.page.evaluate(() => window.lab.paste('anna', '<span>this <b>now</b></span>'));
  expect(await lines()).toEqual(['paragraph take this now']);
  await keys('Enter');
  await lab.page.evaluate(() => window.lab.paste('anna', '', 'one\ntwo'));
  expect(await lines()).toEqual(['paragraph take this now', 'paragraph one', 'paragraph two']);
});

test('[ED14] every block written here has an id of its own, pasted copies included', async () => {
  await keys('one', 'Enter', 'two', 'Enter');
  await lab.page.evaluate(() => window.lab.paste('anna', window.lab.rendered('anna')));
  expect(await lines()).toEqual(['one', 'two', 'one', 'two'].map((line) => `paragraph ${line}`));
  const ids = await lab.page.evaluate(() => window.lab.ids('anna'));
  expect(ids.every((id) => typeof id === 'string')).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test('[ED15] someone who may only read changes nothing, and is told when they type', async () => {
  await open({ blocks: [block({}, text('one')), block({}, text('two'))] }, false);
  const before = await lab.page.evaluate(() => window.lab.state('anna').join());
  await lab.page.evaluate(() =>
    document.querySelector<HTMLElement>('#anna [role=textbox]')?.focus(),
  );
  await keys('x', 'Enter', 'Backspace', 'Control+b', 'Control+z');
  await lab.page.evaluate(() => window.lab.paste('anna', '<p>pasted</p>'));
  const { state, events } = await lab.page.evaluate(() => ({
    state: window.lab.state('anna').join(),
    events: window.lab.events('anna'),
  }));
  expect(state).toBe(before);
  expect(events.filter((event) => event === 'blocked')).toHaveLength(4);
});

test('[ED16] an empty section shows what to write and can be written in', async () => {
  await open({ blocks: [] });
  const box = lab.page.getByRole('textbox', { name: 'anna' });
  expect(await box.getAttribute('data-placeholder')).toBe('Write here');
  await box.click();
  await keys('first words');
  expect(await lines()).toEqual(['paragraph first words']);
  expect(await box.getAttribute('data-placeholder')).toBe(null);
  await keys('Control+a', 'Backspace', 'again');
  expect(await lines()).toEqual(['paragraph again']);
});

test('[ED17] a full section takes nothing more in and says so, but can be made shorter', async () => {
  await keys('full');
  await lab.page.evaluate(() => window.lab.setRoom(0));
  await keys('!', 'Backspace');
  expect(await lines()).toEqual(['paragraph ful']);
  expect(await lab.page.evaluate(() => window.lab.events('anna'))).toContain('full');
});
