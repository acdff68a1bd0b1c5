import { LocalChanges } from '@alliance/client/sync/local-changes';
import { changesToWriteAgain, writeAgain } from '@alliance/client/sync/refused-edits';
import { bodyOf, createSectionDocument } from '@alliance/shared/editor/section-document';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { textOf } from './sync-world.ts';

const words = ['Walks', 'with', 'one', 'helper', 'to', 'the', 'bathroom', 'twice', 'a', 'day'];

/** A section of blocks with ids and text. */
function sectionOf(texts: readonly string[]): Y.Doc {
  const doc = createSectionDocument(100);
  doc.transact(() => {
    bodyOf(doc).insert(
      0,
      texts.map((text, index) => blockOf(`b${index}`, text)),
    );
  });
  return doc;
}

function blockOf(blockId: string, text: string): Y.XmlElement {
  const block = new Y.XmlElement('block');
  block.setAttribute('blockId', blockId);
  if (text !== '') block.insert(0, [new Y.XmlText(text)]);
  return block;
}

function copyOf(doc: Y.Doc, client: number): Y.Doc {
  const copy = createSectionDocument(client);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** A copy in which every change is remembered, as a tab does it. */
function tabOf(doc: Y.Doc): { readonly doc: Y.Doc; readonly changes: LocalChanges } {
  const copy = copyOf(doc, 200);
  const changes = new LocalChanges(copy, () => true);
  let made = 0;
  copy.on('update', (_update, _origin, _doc, transaction: Y.Transaction) =>
    changes.made(++made, transaction),
  );
  return { doc: copy, changes };
}

function textIn(doc: Y.Doc, index: number): Y.XmlText {
  const block = bodyOf(doc).get(index);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (text instanceof Y.XmlText) return text;
  const fresh = new Y.XmlText();
  if (block instanceof Y.XmlElement) block.insert(0, [fresh]);
  return fresh;
}

interface Typing {
  readonly block: number;
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** Does to a block what an editor would, as one change. */
function edit(doc: Y.Doc, { block, at, removed, inserted }: Typing): void {
  doc.transact(() => {
    const text = textIn(doc, block);
    const place = at % (text.length + 1);
    text.delete(place, Math.min(removed, text.length - place));
    if (inserted !== '') text.insert(place, inserted, {});
  });
}

const typing = fc.record<Typing>({
  block: fc.nat(3),
  at: fc.nat(60),
  removed: fc.nat(3),
  inserted: fc.string({ maxLength: 4, unit: fc.constantFrom('x', 'y', ' ', '5', 'ä', '😀') }),
});
const texts = fc.array(
  fc.array(fc.constantFrom(...words), { maxLength: 7 }).map((some) => some.join(' ')),
  { minLength: 4, maxLength: 4 },
);

/** The blocks that do not read as they must after a tab's words were written again; `before`: how they read on the server. */
function misread(run: {
  readonly section: readonly string[];
  readonly before: readonly string[];
  readonly server: Y.Doc;
  readonly mine: ReturnType<typeof tabOf>;
  readonly written: ReadonlySet<number>;
}): readonly string[] {
  const { section, before, server, mine, written } = run;
  const mineNow = textOf(mine.doc).split('\n');
  const changed = mine.changes.unsaved.filter(({ number }) => written.has(number));
  return textOf(server)
    .split('\n')
    .filter((line, index) => {
      const isMine = changed.some(({ blocks }) => blocks?.includes(`b${index}`) === true);
      if (!isMine) return line !== before[index];
      // A block in which a colleague did nothing reads as its author left it.
      return before[index] === section[index] && line !== mineNow[index];
    });
}

test('[SV17] words stand only between the words between which they were written, whatever a colleague wrote meanwhile', () => {
  const counts = { alone: 0, together: 0 };
  fc.assert(
    fc.property(
      texts,
      fc.array(typing, { minLength: 1, maxLength: 6 }),
      fc.array(typing, { maxLength: 4 }),
      (section, typed, theirs) => {
        const base = sectionOf(section);
        const mine = tabOf(base);
        const server = copyOf(base, 300);
        for (const each of typed) edit(mine.doc, each);
        for (const each of theirs) edit(server, each);
        const before = textOf(server).split('\n');
        const written = writeAgain(server, mine.changes.unsaved, undefined);
        counts[theirs.length === 0 ? 'alone' : 'together'] += written.size;
        expect(misread({ section, before, server, mine, written })).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
  expect(counts.alone).toBeGreaterThan(50);
  expect(counts.together).toBeGreaterThan(200);
});

test('[SV17] where a colleague has changed the words around, or the same words stand twice, nothing is written', () => {
  const base = sectionOf(['Dose 5 mg at night', 'no', '']);
  const mine = tabOf(base);
  edit(mine.doc, { block: 0, at: 5, removed: 1, inserted: '10' });
  const server = copyOf(base, 300);
  edit(server, { block: 0, at: 5, removed: 1, inserted: '2' });
  expect(writeAgain(server, mine.changes.unsaved, undefined).size).toBe(0);
  expect(textOf(server)).toBe('Dose 2 mg at night\nno\n');
  // The control: without the colleague it is.
  expect(writeAgain(base, mine.changes.unsaved, undefined).size).toBe(1);
  expect(textOf(base)).toBe('Dose 10 mg at night\nno\n');

  const often = sectionOf(['Hold the tablets and call whoever is on duty. '.repeat(4)]);
  const unsure = tabOf(often);
  edit(unsure.doc, { block: 0, at: 100, removed: 0, inserted: 'not ' });
  const before = textOf(often);
  expect(writeAgain(often, unsure.changes.unsaved, undefined).size).toBe(0);
  expect(textOf(often)).toBe(before);
});

test('[SV17] new blocks come again between their neighbours, with what was typed in them', () => {
  const base = sectionOf(['One', 'Two']);
  const mine = tabOf(base);
  bodyOf(mine.doc).insert(1, [blockOf('new', '')]);
  textIn(mine.doc, 1).insert(0, 'Between', {});
  edit(mine.doc, { block: 1, at: 7, removed: 0, inserted: ' them' });
  expect(writeAgain(base, mine.changes.unsaved, undefined).size).toBe(mine.changes.unsaved.length);
  expect(textOf(base)).toBe('One\nBetween them\nTwo');
  // The second time they are there already.
  expect(writeAgain(base, mine.changes.unsaved, undefined).size).toBe(0);
});

test('[SV17] what the refused frame brought is not written again, nor anything in the same block, nor anything by whom it is forbidden', () => {
  const base = sectionOf(['One', 'Two']);
  const mine = tabOf(base);
  edit(mine.doc, { block: 0, at: 3, removed: 0, inserted: ' more' });
  edit(mine.doc, { block: 1, at: 3, removed: 0, inserted: ' also' });
  edit(mine.doc, { block: 0, at: 0, removed: 0, inserted: 'No ' });
  const { unsaved } = mine.changes;
  const numbers = (rule: string | undefined, range?: { after: number; upTo: number }) =>
    changesToWriteAgain(unsaved, rule, range).map(({ number }) => number);
  expect(numbers('IN5', { after: 2, upTo: 3 })).toEqual([2]);
  expect(numbers('IN7', { after: 2, upTo: 3 })).toEqual([2, 1, 3]);
  expect(numbers('IN5')).toEqual([]);
  expect(numbers('IN1', { after: 2, upTo: 3 })).toEqual([]);
  expect(numbers(undefined)).toEqual([]);
});
