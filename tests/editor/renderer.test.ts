import { createHash } from 'node:crypto';

import { safeHref } from '@alliance/shared/editor/link';
import { renderSection } from '@alliance/shared/editor/render';
import * as schema from '@alliance/shared/editor/schema';
import { type BlockJson } from '@alliance/shared/editor/section-json';
import { expect, test } from 'vitest';

import { block, hostileHrefs, text } from './section-samples.ts';

const numbered = (indent: number): BlockJson => block({ kind: 'number', indent }, text('x'));
const render = (...blocks: readonly BlockJson[]): string => renderSection({ blocks });

test('[ED1] everything that was typed is escaped, attributes included', () => {
  const html = render(
    block({ blockId: '"><script>' }, text('<img src=x onerror=alert(1)> & "quotes"')),
    { name: 'odd" onclick="x', attributes: { blockId: "'" }, inline: [text('</div><b>')] },
  );
  expect(html).toBe(
    '<p data-block-id="&quot;&gt;&lt;script&gt;" data-kind="paragraph" dir="auto">&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;</p>' +
      '<div data-block-id="&#39;" data-node="odd&quot; onclick=&quot;x" contenteditable="false">&lt;/div&gt;&lt;b&gt;</div>',
  );
});

test.each(hostileHrefs)('[ED2] a link to %j is shown as its text', (href) => {
  expect(safeHref(href)).toBeUndefined();
  expect(render(block({}, text('here', { link: { href } })))).toBe(
    '<p data-kind="paragraph" dir="auto"><span>here</span></p>',
  );
});

test('[ED2] a link with an allowed scheme opens beside the plan and tells nothing', () => {
  expect(render(block({}, text('ward', { link: { href: 'tel:+1555' } })))).toBe(
    '<p data-kind="paragraph" dir="auto"><a href="tel:+1555" target="_blank" rel="noopener noreferrer nofollow">ward</a></p>',
  );
});

test('[ED3] a block or inline that this version does not know is kept as a closed box', () => {
  const html = render(
    { name: 'vitals', attributes: { blockId: 'v' }, inline: [text('BP 140/90')] },
    block({ blockId: 'b' }, { name: 'pill', attributes: {} }),
  );
  expect(html).toBe(
    '<div data-block-id="v" data-node="vitals" contenteditable="false">BP 140/90</div>' +
      '<p data-block-id="b" data-kind="paragraph" dir="auto"><span data-node="pill" contenteditable="false">…</span></p>',
  );
});

test('[ED4] numbered items count on over deeper items and start again after anything else', () => {
  const html = render(
    numbered(0),
    numbered(1),
    numbered(1),
    numbered(0),
    block({}, text('between')),
    numbered(0),
    block({ kind: 'bullet' }, text('y')),
    numbered(0),
  );
  expect([...html.matchAll(/start="(\d+)"/g)].map(([, start]) => start)).toEqual([
    '1',
    '1',
    '2',
    '2',
    '1',
    '1',
  ]);
});

test('[ED5] impossible attributes are read as their nearest possible value', () => {
  expect(
    render(
      block({ kind: 'poster' }, text('a')),
      block({ kind: 'heading', level: 9 }, text('b')),
      block({ kind: 'bullet', indent: 99 }, text('c')),
      block({ kind: 'bullet', indent: Number.NaN }, text('d')),
    ),
  ).toBe(
    '<p data-kind="paragraph" dir="auto">a</p><h3 data-kind="heading" dir="auto">b</h3>' +
      '<ul data-kind="bullet" data-indent="4" dir="auto"><li>c</li></ul><ul data-kind="bullet" dir="auto"><li>d</li></ul>',
  );
});

test('[ED5] an empty block keeps its line and runs share the marks that they have in common', () => {
  expect(render(block({ kind: 'quote' }))).toBe(
    '<blockquote data-kind="quote" dir="auto"><br></blockquote>',
  );
  expect(
    render(block({}, text('a', { bold: {} }), text('b', { bold: {}, italic: {} }), text('c'))),
  ).toBe('<p data-kind="paragraph" dir="auto"><strong>a<em>b</em></strong>c</p>');
});

test('[ED6] schema version 1 is frozen', () => {
  const { blockKinds, indentMax, linkSchemes, marks, nodes, schemaVersion } = schema;
  const data = JSON.stringify({ blockKinds, indentMax, linkSchemes, marks, nodes, schemaVersion });
  const digest = createHash('sha256').update(data).digest('hex');
  expect(`${schemaVersion} ${digest.slice(0, 16)}`).toBe('1 9ec924fdc740a03e');
});
