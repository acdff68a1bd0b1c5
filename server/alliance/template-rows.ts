import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import { type PersonId } from '@alliance/shared/identity/person';
import * as Y from 'yjs';

import { type ProseBlock, writtenBlock } from '../careplan/written-block.ts';
import { type NewLogRow } from '../storage/port.ts';

/** Who begins a document, and when. */
export interface Beginner {
  readonly personId: PersonId;
  readonly seatId: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** A fresh id for a block. */
  readonly newId: () => string;
}

/**
 * The first row of a document that begins with the words of a template; none where it begins empty. It is written with
 * the server's own client id for templates, and belongs to whoever chose the template.
 */
export function templateRows(
  blocks: readonly ProseBlock[],
  { personId, seatId, at, newId }: Beginner,
): readonly NewLogRow[] {
  if (blocks.length === 0) return [];
  const doc = createSectionDocument(reservedClientIDs.template);
  bodyOf(doc).insert(
    0,
    blocks.map((block) => writtenBlock(block, newId())),
  );
  const payload = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return [
    {
      payload,
      format: 'yjs-update-v1',
      committedAt: at,
      personId,
      seatId,
      authors: [personId],
    },
  ];
}
