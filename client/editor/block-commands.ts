/** What the keys and the toolbar do to flat blocks. Every command is a ProseMirror command: false when it does not apply. */
import { isListKind, shapeOf } from '@alliance/shared/editor/block-shape';
import { type BlockKind, indentMax } from '@alliance/shared/editor/schema';
import { type Node } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';

/** What a block can be turned into. */
export interface BlockForm {
  readonly kind: BlockKind;
  readonly level?: 1 | 2 | 3;
}

/** Gives every selected block a form; blocks that all have it already become paragraphs again. */
export function toggleForm(form: BlockForm): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state);
    const isBack = blocks.length > 0 && blocks.every(({ node }) => isForm(node, form));
    return setForm(isBack ? { kind: 'paragraph' } : form)(state, dispatch);
  };
}

/** Gives every selected block a form. Only attributes change, so words typed meanwhile by others stay. */
export function setForm(form: BlockForm): Command {
  return changeBlocks((node) => {
    const stays = isListKind(form.kind) && isListKind(shapeOf(node.attrs).kind);
    return {
      kind: form.kind,
      level: form.level ?? 1,
      checked: false,
      indent: stays ? node.attrs['indent'] : 0,
    };
  });
}

/** Moves the selected list items in (1) or out (-1); false when none of them can move. */
export function indentBy(step: 1 | -1): Command {
  return changeBlocks((node) => {
    const { kind, indent } = shapeOf(node.attrs);
    const next = indent + step;
    if (!isListKind(kind) || next < 0 || next > indentMax) return undefined;
    return { indent: next };
  });
}

/** Checks or unchecks the selected check items. */
export const toggleChecked: Command = changeBlocks((node) =>
  shapeOf(node.attrs).kind === 'check' ? { checked: node.attrs['checked'] !== true } : undefined,
);

/** Checks or unchecks the check item at a position. */
export function toggleCheckedAt(position: number): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(position);
    if (node === null || shapeOf(node.attrs).kind !== 'check') return false;
    dispatch?.(state.tr.setNodeAttribute(position, 'checked', node.attrs['checked'] !== true));
    return true;
  };
}

/**
 * Enter. An empty item moves out and then ends its list; at an end of a block a new one is put beside it, so that
 * the block itself, where others may be typing, stays as it is; inside it is split.
 */
export const enter: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to) || $from.depth !== 1 || $from.parent.type.name !== 'block')
    return false;
  const { kind, indent } = shapeOf($from.parent.attrs);
  if ($from.parent.content.size === 0 && kind !== 'paragraph')
    return indent > 0
      ? indentBy(-1)(state, dispatch)
      : setForm({ kind: 'paragraph' })(state, dispatch);
  dispatch?.(breakBlock(state).scrollIntoView());
  return true;
};

/** Backspace at the start of a block: first out of the indent, then out of its form, then the stock join. */
export const backspaceAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0) return false;
  const { kind, indent } = shapeOf($from.parent.attrs);
  if (isListKind(kind) && indent > 0) return indentBy(-1)(state, dispatch);
  return kind === 'paragraph' ? false : setForm({ kind: 'paragraph' })(state, dispatch);
};

/** Whether every selected block is a list item: where Tab indents instead of leaving. */
export function isInList(state: EditorState): boolean {
  const blocks = selectedBlocks(state);
  return blocks.length > 0 && blocks.every(({ node }) => isListKind(shapeOf(node.attrs).kind));
}

/** Whether the block of the caret has a form: what the toolbar shows as pressed. */
export function hasForm(state: EditorState, form: BlockForm): boolean {
  const { $from } = state.selection;
  return $from.depth === 1 && isForm($from.parent, form);
}

function breakBlock(state: EditorState): Transaction {
  const tr = state.tr.deleteSelection();
  const { $from } = tr.selection;
  const { parent } = $from;
  const next = { ...parent.attrs, checked: false, blockId: null };
  const isHeading = shapeOf(parent.attrs).kind === 'heading';
  const plain = { ...next, ...(isHeading ? { kind: 'paragraph', level: 1 } : {}) };
  if ($from.parentOffset === parent.content.size) {
    tr.insert($from.after(), parent.type.create(plain));
    return tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1));
  }
  if ($from.parentOffset === 0) return tr.insert($from.before(), parent.type.create(plain));
  return tr.split($from.pos, 1, [{ type: parent.type, attrs: next }]);
}

function changeBlocks(
  change: (node: Node) => Readonly<Record<string, unknown>> | undefined,
): Command {
  return (state, dispatch) => {
    const { tr } = state;
    for (const { node, position } of selectedBlocks(state))
      for (const [name, value] of Object.entries(change(node) ?? {}))
        if (node.attrs[name] !== value) tr.setNodeAttribute(position, name, value);
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };
}

function selectedBlocks(
  state: EditorState,
): readonly { readonly node: Node; readonly position: number }[] {
  const { from, to } = state.selection;
  const blocks: { node: Node; position: number }[] = [];
  state.doc.nodesBetween(from, to, (node, position) => {
    if (node.type.name === 'block') blocks.push({ node, position });
    return false;
  });
  return blocks;
}

function isForm(node: Node, form: BlockForm): boolean {
  const { kind, level } = shapeOf(node.attrs);
  return kind === form.kind && (kind !== 'heading' || level === (form.level ?? 1));
}
