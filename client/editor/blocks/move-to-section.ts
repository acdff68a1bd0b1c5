import { type BlockJson, readSection } from '@alliance/shared/editor/section-json';
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
  const before = blocksIn(editor);
  if (span === undefined || !editor.isEditable) return;
  const moved = before.slice(span.first, span.first + span.count);
  if (!(await move(moved, target)) || editor.isDestroyed || !editor.isEditable) return;
  removeUnchanged(editor, moved);
}

function removeUnchanged(editor: Editor, moved: readonly BlockJson[]): void {
  const wanted = new Set(moved.map((block) => JSON.stringify(block)));
  const now = blocksIn(editor).map((block) => JSON.stringify(block));
  const { tr } = editor.state;
  editor.state.doc.forEach((node, position, index) => {
    const from = tr.mapping.map(position);
    if (wanted.has(now[index] ?? '')) tr.delete(from, from + node.nodeSize);
  });
  if (tr.docChanged) editor.view.dispatch(tr);
}

function blocksIn({ state }: Editor): readonly BlockJson[] {
  const doc: unknown = ySyncPluginKey.getState(state)?.doc;
  return doc instanceof Y.Doc ? readSection(doc).blocks : [];
}
