import { Extension, InputRule, markInputRule } from '@tiptap/core';

import { dividerRule } from './blocks/divider.ts';
import { addressOf } from './link/link-commands.ts';

/**
 * Emphasis and links as Markdown writes them: `**bold**`, `*italic*`, `~~struck~~`, `[words](address)`; and a divider by
 * three hyphens. Backspace or undo right afterwards gives back what was typed. A star in "5 * 3" or "2**3" is a star.
 */
export const TypedMarks = Extension.create({
  name: 'typedMarks',
  addInputRules() {
    const { bold, italic, strike } = this.editor.schema.marks;
    if (bold === undefined || italic === undefined || strike === undefined) return [];
    return [
      markInputRule({ find: /(?<![\p{L}\p{N}*])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/u, type: bold }),
      markInputRule({ find: /(?<![\p{L}\p{N}_])__([^\s_](?:[^_]*[^\s_])?)__$/u, type: bold }),
      markInputRule({ find: /(?<![\p{L}\p{N}*])\*([^\s*](?:[^*]*[^\s*])?)\*$/u, type: italic }),
      markInputRule({ find: /(?<![\p{L}\p{N}_])_([^\s_](?:[^_]*[^\s_])?)_$/u, type: italic }),
      markInputRule({ find: /(?<![\p{L}\p{N}~])~~([^\s~](?:[^~]*[^\s~])?)~~$/u, type: strike }),
      linkRule(),
      dividerRule,
    ];
  },
});

function linkRule(): InputRule {
  return new InputRule({
    find: /\[([^[\]]+)\]\(([^()\s]+)\)$/u,
    handler: ({ state, range, match: [, words = '', address = ''] }) => {
      const href = addressOf(address);
      if (href === undefined) return;
      const { tr, schema } = state;
      const from = range.from + 1;
      tr.delete(from + words.length, range.to).delete(range.from, from);
      tr.addMark(range.from, range.from + words.length, schema.mark('link', { href }));
    },
  });
}
