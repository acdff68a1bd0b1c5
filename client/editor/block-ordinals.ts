import { ordinalsOf, shapeOf } from '@alliance/shared/editor/block-shape';
import { Extension } from '@tiptap/core';
import { type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const key = new PluginKey<DecorationSet>('blockOrdinals');

/** Numbers the numbered items. An ordinal belongs to no block: it is counted from what stands above. */
export const BlockOrdinals = Extension.create({
  name: 'blockOrdinals',
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: (_config, state) => ordinalDecorations(state.doc),
        apply: (transaction, held) =>
          transaction.docChanged ? ordinalDecorations(transaction.doc) : held,
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

function ordinalDecorations(doc: Node): DecorationSet {
  const places: { readonly node: Node; readonly position: number }[] = [];
  doc.forEach((node, position) => places.push({ node, position }));
  const ordinals = ordinalsOf(
    places.map(({ node }) => (node.type.name === 'block' ? shapeOf(node.attrs) : undefined)),
  );
  const decorations = places.flatMap(({ node, position }, index) => {
    const ordinal = ordinals[index];
    if (ordinal === undefined) return [];
    return [Decoration.node(position, position + node.nodeSize, { start: String(ordinal) })];
  });
  return DecorationSet.create(doc, decorations);
}
