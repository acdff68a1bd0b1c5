import { type Section } from '@alliance/shared/careplan/care-plan';
import { type Anchor } from '@alliance/shared/comments/anchor';
import { prepareText } from '@alliance/shared/comments/prepared-text';
import { quotedText } from '@alliance/shared/comments/quoted-text';
import { rangeOfNode } from '@alliance/shared/comments/range-of-node';
import { refreshAnchor } from '@alliance/shared/comments/refresh-anchor';
import { type Subject, type SubjectNode } from '@alliance/shared/comments/thread';
import { type SubjectClaim } from '@alliance/shared/comments/thread-command';
import { type FoundWords } from '@alliance/shared/comments/thread-decision';
import { type Doc } from 'yjs';

import { DamagedDocument } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';

/** Looks in the committed text for what a comment says that it is about; undefined when it is not there (CM19, CM25). */
export interface CommittedWords {
  of(
    sections: readonly Section[],
    subject: SubjectClaim | Subject,
  ): Promise<FoundWords | undefined>;
}

/** Finds words through the live documents. A section that does not verify has no words that could be vouched for. */
export function createCommittedWords(sync: Pick<SyncServer, 'look'>): CommittedWords {
  return {
    async of(sections, subject) {
      if (subject.on === 'plan' || subject.on === 'section') return undefined;
      const section = sections.find(({ key }) => key === subject.sectionKey);
      if (section === undefined) return undefined;
      try {
        const committed = await sync.look(section.documentId, (doc) => find(doc, subject));
        return committed?.seen;
      } catch (error) {
        if (error instanceof DamagedDocument) return undefined;
        throw error;
      }
    },
  };
}

type InText =
  | { readonly on: 'text'; readonly anchor: Anchor }
  | { readonly on: 'node'; readonly node: SubjectNode; readonly nodeId: string };

function find(doc: Doc, subject: InText): FoundWords | undefined {
  const text = prepareText(doc);
  if (subject.on === 'node') {
    const { node, nodeId } = subject;
    return rangeOfNode(text, node, nodeId) && { nodeId };
  }
  const { anchor, at } = refreshAnchor(text, subject.anchor);
  // What stands between the old neighbours now is not what its author chose.
  if (at === undefined || at.how === 'context') return undefined;
  return { anchor, quote: quotedText(text, at.range) };
}
