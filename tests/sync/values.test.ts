import { type Sender, inspectUpdate } from '@alliance/server/core/inspector';
import { bodyOf, chipsOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { block } from './sync-world.ts';

const editor: Sender = { mayEdit: true, owns: () => true };

/** What becomes of an edit of a section with one block. */
function inspectionOf(edit: (doc: Y.Doc) => void): unknown {
  const doc = createSectionDocument(100);
  bodyOf(doc).insert(0, [block('Walks 20 m with a frame.')]);
  const other = createSectionDocument();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.clientID = 200;
  const updates: Uint8Array[] = [];
  other.on('update', (update: Uint8Array) => updates.push(update));
  edit(other);
  return inspectUpdate(doc, Y.mergeUpdates(updates), editor);
}

function attribute(name: string, value: unknown): (doc: Y.Doc) => void {
  return (doc) => {
    const [element] = bodyOf(doc).toArray();
    if (element instanceof Y.XmlElement) element.setAttribute(name, value as never);
  };
}

function mark(name: string, value: unknown): (doc: Y.Doc) => void {
  return (doc) => {
    const [element] = bodyOf(doc).toArray();
    const text = element instanceof Y.XmlElement ? element.firstChild : undefined;
    if (text instanceof Y.XmlText) text.format(0, 5, { [name]: value });
  };
}

const link = (href: unknown) => mark('link', { href });

const chip = (key: string, value: unknown) => (doc: Y.Doc) => chipsOf(doc).set(key, value);

const write = { value: '20', unit: 'mg', supersedes: ['w1'] };

test.each<[string, (doc: Y.Doc) => void]>([
  ['a link that runs a script', link('javascript:alert(1)')],
  ['a link that runs a script, written with a tab', link('java\tscript:alert(1)')],
  ['a link of data', link('data:text/html,<script>alert(1)</script>')],
  ['a relative link', link('/plans/2')],
  ['a link to wherever this page came from', link('//example.org/x')],
  ['a link without an address that is a text', link({ toString: 'https://example.org' })],
  ['a link of 100,000 characters', link(`https://example.org/${'x'.repeat(100_000)}`)],
  ['an attribute on a mark that has none', mark('bold', { onclick: 'x' })],
  ['a mark that is a text', mark('bold', 'x')],
  ['a mark that is a list', mark('italic', [])],
  ['an object as the kind of a block', attribute('kind', { heading: true })],
  ['a text as a level', attribute('level', '2')],
  ['an endless level', attribute('level', Number.POSITIVE_INFINITY)],
  ['a number as a check', attribute('checked', 1)],
  ['a block id of 100 kB', attribute('blockId', 'x'.repeat(100_000))],
  ['nothing as the kind of a block', attribute('kind', null)],
  ['a chip without a write', chip('dose', write)],
  ['a chip below a write', chip('dose/w1/x', write)],
  ['a chip that is a text', chip('dose/w2', '20 mg')],
  ['a chip with something else besides', chip('dose/w2', { ...write, html: '<b>' })],
  ['a chip that shows an object', chip('dose/w2', { ...write, value: { a: 1 } })],
  ['a chip that replaces a number', chip('dose/w2', { ...write, supersedes: [1] })],
])('[IN20 A8] %s is refused', (_name, edit) => {
  expect(inspectionOf(edit)).toMatchObject({ kind: 'refused', rule: 'IN20' });
});

test.each<[string, (doc: Y.Doc) => void]>([
  ...['https://example.org', 'HTTP://example.org', 'mailto:a@example.org', 'tel:+49301234'].map(
    (href): [string, (doc: Y.Doc) => void] => [`a link ${href}`, link(href)],
  ),
  ['a mark as our editor writes it', mark('bold', {})],
  ['a mark as plain Yjs writes it', mark('bold', true)],
  ['a kind that nobody knows yet', attribute('kind', 'poem')],
  ['a level out of its range', attribute('level', 9)],
  ['a check', attribute('checked', true)],
  ['no block id', attribute('blockId', null)],
  ['a chip', chip('dose/w2', write)],
  ['a chip with a number and without a unit', chip('dose/w2', { value: 20, supersedes: [] })],
])('[IN20] %s is taken', (_name, edit) => {
  expect(inspectionOf(edit)).toMatchObject({ kind: 'change' });
});
