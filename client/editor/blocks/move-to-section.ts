import { type ChipRegisters } from '@alliance/shared/editor/chip';
import { entriesOf } from '@alliance/shared/editor/chip-values';
import {
  type BlockJson,
  type SectionJson,
  readSection,
} from '@alliance/shared/editor/section-json';
import { type Editor } from '@tiptap/core';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { type MoveTarget, type MoveTo } from '../editor-services.ts';
import { selectedSpan } from './selected-blocks.ts';

/**
 * Takes the selected blocks into another section. They are there before they are gone here; one that a colleague changed
 * meanwhile stays: it is then in both, and nothing is lost.
 */
export async function moveToSection(
  editor: Editor,
  { move }: MoveTo,
  target: MoveTarget,
): Promise<void> {
  const span = selectedSpan(editor.state);
  const before = sectionIn(editor);
  if (span === undefined || !editor.isEditable) return;
  const moved = before.blocks.slice(span.first, span.first + span.count);
  const said = new Set(moved.map((block) => whatItSays(block, before.chips)));
  if (!(await move(moved, target)) || editor.isDestroyed || !editor.isEditable) return;
  removeUnchanged(editor, said);
}

function removeUnchanged(editor: Editor, said: ReadonlySet<string>): void {
  const { blocks, chips } = sectionIn(editor);
  const now = blocks.map((block) => whatItSays(block, chips));
  const { tr } = editor.state;
  editor.state.doc.forEach((node, position, index) => {
    const from = tr.mapping.map(position);
    if (said.has(now[index] ?? '')) tr.delete(from, from + node.nodeSize);
  });
  if (tr.docChanged) editor.view.dispatch(tr);
}

/** A block with the values of its chips, which are not in it: a colleague may have changed them alone. */
function whatItSays(block: BlockJson, chips: ChipRegisters | undefined): string {
  const values = block.inline.flatMap((part) =>
    'name' in part ? [entriesOf(chips, part.attributes['chipId'])] : [],
  );
  return JSON.stringify([block, values]);
}

function sectionIn({ state }: Editor): SectionJson {
  const doc: unknown = ySyncPluginKey.getState(state)?.doc;
  return doc instanceof Y.Doc ? readSection(doc) : { blocks: [] };
}
