import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { writtenBlock } from '../careplan/written-block.ts';
import { type NewLogRow } from '../storage/port.ts';
import { castId } from './cast.ts';
import { type Passage } from './prose.ts';
import { type Times } from './times.ts';

/** How the rows of a section are made. */
export interface Writing {
  readonly times: Times;
  /** A fresh id for a block. */
  readonly newId: () => string;
  /** The seat from which a person writes. */
  readonly seatOf: (personId: PersonId) => string | undefined;
}

/**
 * The first rows of a section: one per passage, oldest first, each inserted where it stands in the text. They are
 * real updates of one growing document, written with the server's own client id, and attributed by their row.
 */
export function sectionRows(passages: readonly Passage[], writing: Writing): readonly NewLogRow[] {
  const doc = createSectionDocument(reservedClientIDs.seed);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const written = new Set<Passage>();
  const rows = passages
    .toSorted((one, other) => other.hoursAgo - one.hoursAgo)
    .map((passage) => {
      insertPassage(doc, passage, placeOf(passage, passages, written), writing.newId);
      written.add(passage);
      return rowOf(passage, Y.mergeUpdates(updates.splice(0)), writing);
    });
  doc.destroy();
  return rows;
}

/** How many blocks of the passages that stand before this one are there already. */
function placeOf(
  passage: Passage,
  passages: readonly Passage[],
  written: ReadonlySet<Passage>,
): number {
  return passages
    .slice(0, passages.indexOf(passage))
    .filter((before) => written.has(before))
    .reduce((sum, before) => sum + before.blocks.length, 0);
}

function insertPassage(doc: Y.Doc, passage: Passage, place: number, newId: () => string): void {
  doc.transact(() => {
    bodyOf(doc).insert(
      place,
      passage.blocks.map((block) => writtenBlock(block, newId())),
    );
  });
}

function rowOf(passage: Passage, payload: Uint8Array, { times, seatOf }: Writing): NewLogRow {
  const personId = castId(passage.by);
  const seatId = seatOf(personId);
  return {
    payload,
    format: 'yjs-update-v1',
    committedAt: times.at(-passage.hoursAgo),
    personId,
    ...(seatId !== undefined && { seatId }),
    authors: [personId],
  };
}
