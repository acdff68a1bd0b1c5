/// <reference lib="dom" />
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

function paste(html: string, plain = ''): Promise<void> {
  return lab.page.evaluate(([rich, words]) => window.lab.paste('anna', rich, words), [
    html,
    plain,
  ] as const);
}

test('[ED54] five megabytes pasted into a section with less room are not taken in, quickly, with a word, and nothing before is lost', async () => {
  await keys('before ');
  const took = await lab.page.evaluate(() => {
    window.lab.setRoom(700_000);
    const html = `<p>${'morphine 10 mg '.repeat(20)}</p>`.repeat(17_000);
    const start = performance.now();
    window.lab.paste('anna', html);
    return { size: html.length, time: performance.now() - start };
  });
  expect(took.size).toBeGreaterThan(5_000_000);
  expect(await events()).toContain('full');
  expect(await lines()).toEqual(['paragraph before ']);
  expect(took.time).toBeLessThan(15_000);
  await keys('after');
  expect(await lines()).toEqual(['paragraph before after']);
});

test('[ED54] five megabytes of markup around few words are read, bounded, and become the few words', async () => {
  await lab.page.evaluate(() => {
    window.lab.setRoom(700_000);
    window.lab.paste(
      'anna',
      `<p>${`<span style="color:red"><o:p></o:p></span>`.repeat(130_000)}few words</p>`,
    );
  });
  expect((await lines()).join('').length).toBeLessThan(100);
});

test('[ED55] a list of fifty depths is pasted with every word, at the deepest indent there is', async () => {
  const depth = 50;
  await paste(`${'<ul><li>x'.repeat(depth)}${'</li></ul>'.repeat(depth)}`);
  const pasted = await lines();
  expect(pasted).toHaveLength(depth);
  expect(pasted[0]).toBe('bullet x');
  expect(new Set(pasted.slice(4))).toEqual(new Set(['bullet>>>> x']));
});

test('[ED55] elements in elements, thousands deep, do not break the page: their words are kept', async () => {
  await paste(`${'<div>'.repeat(5000)}deep words${'</div>'.repeat(5000)}`);
  expect((await lines()).join('')).toContain('deep words');
});

test('[ED56] zero-width, right-to-left and combined letters are kept letter by letter', async () => {
  const words = 'a\u200Bb\u200D\uFEFF \u202Eabc\u202C e\u0301 مرحبا 👩‍⚕️ 🇪🇸';
  await paste('', words);
  const inline = await lab.page.evaluate(() => window.lab.section('anna').blocks[0]?.inline);
  expect(inline).toEqual([text(words)]);
});

test('[ED56] formatting that cuts a letter of two halves leaves the letter whole, for both who write', async () => {
  await open({ blocks: [block({ blockId: 'a' }, text('x👩y'))] }, ['anna', 'ben']);
  await lab.page.evaluate(() => {
    const editor = window.lab.editor('anna');
    // From between the two halves of the letter.
    editor.view.dispatch(
      editor.state.tr.addMark(3, 5, editor.state.schema.mark('bold')).insertText('', 3, 3),
    );
  });
  const shown = await lab.page.evaluate(() => ({
    anna: window.lab
      .section('anna')
      .blocks[0]?.inline.map((part) => ('text' in part ? part.text : ''))
      .join(''),
    ben: window.lab
      .section('ben')
      .blocks[0]?.inline.map((part) => ('text' in part ? part.text : ''))
      .join(''),
  }));
  expect(shown).toEqual({ anna: 'x👩y', ben: 'x👩y' });
});

test('[ED56] half a letter out of a broken clipboard is shown the same to everybody', async () => {
  await open({ blocks: [block({ blockId: 'a' })] }, ['anna', 'ben']);
  await paste('', 'x\uD83Dy\uDC69z');
  const both = await lab.page.evaluate(() => [
    window.lab.editor('anna').getText(),
    window.lab.editor('ben').getText(),
  ]);
  expect(both).toEqual(['x\uFFFDy\uFFFDz', 'x\uFFFDy\uFFFDz']);
});

test('[ED56] one emoji typed over another that begins with the same unit stays whole for both', async () => {
  await open({ blocks: [block({ blockId: 'a' }, text('a👩b'))] }, ['anna', 'ben']);
  await select([0, 1], [0, 3]);
  await keys('👨');
  expect(await lines('ben')).toEqual(['plain a👨b']);
});

test('[ED56] Backspace takes a whole letter away, however many units it has', async () => {
  for (const letter of ['👩', '👩‍⚕️', '🇪🇸', 'é']) {
    await keys('x', letter, 'Backspace');
    const [line] = await lines();
    expect(line).toMatch(/^paragraph x\p{M}?$|^paragraph xe$/u);
    await keys('Control+a', 'Backspace');
  }
});

test('[ED57] what is pasted from Word keeps headings, lists, emphasis and words, and none of its markup', async () => {
  await paste(`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal{margin:0} --></style>
    <!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=EN-GB>
    <!--StartFragment--><h1 style='mso-fareast'>Transfers<o:p></o:p></h1>
    <p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Two helpers</b> and the <i>stand aid</i>.<o:p></o:p></p>
    <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Brakes on</p>
    <table class=MsoTableGrid><tr><td><p>Time</p></td><td><p>Dose</p></td></tr><tr><td><p>08:00</p></td><td><p>5&nbsp;mg</p></td></tr></table>
    <p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`);
  expect((await lines()).filter((line) => line !== 'paragraph ')).toEqual([
    'h1 Transfers',
    'paragraph Two helpers and the stand aid.',
    'number Brakes on',
    'paragraph Time – Dose',
    expect.stringMatching(/^paragraph 08:00 – 5\smg$/),
  ]);
  expect(await events()).toContain('table');
});

test('[ED57] what is pasted from Google Docs keeps headings, lists and emphasis', async () => {
  await paste(`<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Night</span></h2>
    <ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700">Bell</span><span style="font-weight:400"> within reach</span></p></li>
    <ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span style="font-style:italic">left side</span></p></li></ul></ul>
    <p dir="ltr"><span style="text-decoration:line-through">Rails up</span></p></b><br class="Apple-interchange-newline">`);
  expect(await lines()).toEqual([
    'h2 Night',
    'bullet Bell within reach',
    'bullet> left side',
    'paragraph Rails up',
  ]);
  const marks = await lab.page.evaluate(() =>
    window.lab
      .section('anna')
      .blocks.map(({ inline }) =>
        inline.map((part) => ('marks' in part ? Object.keys(part.marks).join() : '')),
      ),
  );
  expect(marks).toEqual([[''], ['bold', ''], ['italic'], ['strike']]);
});

test('[ED58] pasted HTML that poses as ours brings nothing beyond the schema and no id of another block', async () => {
  await paste(`<p data-block-id="a" data-kind="paragraph">one</p><div data-node="trajectory" data-item-id="g-1">words</div>
    <p>see <span data-node="mention" data-seat-id="s-1">@Nurse</span> <span data-node="chip" data-chip-id="c-1">25 mg</span></p>
    <ul data-kind="bullet" data-indent="99"><li>deep</li></ul>`);
  const section = await lab.page.evaluate(() => window.lab.section('anna').blocks);
  expect(new Set(section.map(({ attributes }) => attributes['blockId'])).size).toBe(section.length);
  expect((await lines()).join('|')).toContain('see [mention]');
  await select([0, 0]);
});
