import { randomUUID } from 'node:crypto';

import { writtenBlock } from '@alliance/server/careplan/written-block';
import { demoWorld } from '@alliance/server/demo/world';
import { type World } from '@alliance/server/storage/port';
import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { seededRandom } from '../seeded-random.ts';

/** A line of the long plan. */
export interface LongBlock {
  readonly isHeading: boolean;
  readonly text: string;
}

const wordsPerParagraph = 50;
const wordsPerHeading = 3;
/** One heading before so many paragraphs. */
const paragraphsPerHeading = 8;

const vocabulary =
  'walks with quad cane and one helper to the bathroom after breakfast supervision for transfers left side neglect scan the room remind to pause thickened fluids level two small sips upright for thirty minutes blood pressure before standing rest when dizzy call the nurse pain at night shoulder support during transfers family training on Thursday goal is the garden path by spring mood low in the evening sleeps better since Monday'.split(
    ' ',
  );

/** The words of a plan of so many sections, the same every time: headings and paragraphs, section by section. */
export function longSections(sections: number, words: number): readonly (readonly LongBlock[])[] {
  const { random } = seededRandom(20_000);
  const next = (count: number): string =>
    Array.from(
      { length: count },
      () => vocabulary[Math.floor(random() * vocabulary.length)] ?? 'rest',
    ).join(' ');
  const perSection = Math.round(words / sections);
  return Array.from({ length: sections }, () => {
    const blocks: LongBlock[] = [];
    for (let left = perSection; left > 0;) {
      const isHeading = blocks.length % (paragraphsPerHeading + 1) === 0;
      const count = Math.min(left, isHeading ? wordsPerHeading : wordsPerParagraph);
      blocks.push({ isHeading, text: next(count) });
      left -= count;
    }
    return blocks;
  });
}

/** The demonstration, the sections of its stroke plan filled with these words and with nothing else. */
export function longWorld(sections: readonly (readonly LongBlock[])[], now: number): World {
  const world = demoWorld({ now, newId: randomUUID });
  const [stroke] = world.plans;
  if (stroke === undefined) throw new TypeError('The demonstration has a plan.');
  const places = new Map(
    stroke.plan.sections.map(({ documentId }, index) => [documentId, sections[index]]),
  );
  const documents = world.documents.map((document) => {
    const blocks = places.get(document.documentId);
    const [row] = document.rows;
    if (blocks === undefined || row === undefined) return document;
    return { ...document, rows: [{ ...row, payload: writtenIn(blocks) }] };
  });
  return { ...world, documents, items: [], looked: [], threads: [], threadReads: [] };
}

/** The same words as the document of a stock editor, one section after the other. */
export function stockDocument(sections: readonly (readonly LongBlock[])[]): Uint8Array {
  const doc = new Y.Doc();
  const elements = sections.flat().map(({ isHeading, text }) => {
    const element = new Y.XmlElement(isHeading ? 'heading' : 'paragraph');
    if (isHeading) element.setAttribute('level', 2 as never);
    element.insert(0, [new Y.XmlText(text)]);
    return element;
  });
  doc.getXmlFragment('default').insert(0, elements);
  return Y.encodeStateAsUpdate(doc);
}

function writtenIn(blocks: readonly LongBlock[]): Uint8Array {
  const doc = createSectionDocument(reservedClientIDs.seed);
  const elements = blocks.map(({ isHeading, text }) =>
    writtenBlock({ kind: isHeading ? 'heading' : 'paragraph', text }, randomUUID()),
  );
  bodyOf(doc).insert(0, elements);
  return Y.encodeStateAsUpdate(doc);
}
