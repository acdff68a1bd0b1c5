import { type SectionSync } from '@alliance/client/sync/section-sync';
import { bodyOf } from '@alliance/shared/editor/section-document';

import { docOf } from '../sync/client-tab.ts';
import { block } from '../sync/sync-world.ts';

/** Writes a line of its own at the end of a section. */
export function openLine(section: SectionSync, words: string): void {
  const body = bodyOf(docOf(section));
  body.insert(body.length, [block(words)]);
}
