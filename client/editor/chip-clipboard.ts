import { type ChipValue } from '@alliance/shared/editor/chip';
/**
 * Chips that are copied. A copy is a chip of its own: it takes the value along and gets an id that nobody has, so that a
 * change of the one never changes the other. One between whose values nobody has decided is copied as its words (CH11).
 *
 *   copied   <span data-chip-value="25" data-chip-unit="mg">25 mg</span>   words for every other program
 *   pasted   … data-chip-new="<id>"                                        read by `pasted-html.ts`
 */
import { chipText } from '@alliance/shared/editor/chip-text';
import { isUndecided } from '@alliance/shared/editor/chip-values';
import { type Editor } from '@tiptap/core';
import { type DOMOutputSpec, DOMSerializer, type Node, type Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { uuidv4 } from 'lib0/random';

import { chipOrigin } from './chip-book.ts';
import { bookOf } from './chip-node.ts';

/** Longest value and unit that are taken from the clipboard as a chip, in UTF-16 units. */
const copiedMax = 200;

/** The plugin; it belongs into every editor of a section, before the guards. */
export function chipClipboard(editor: Editor): Plugin {
  /** The values of chips that are being pasted, by their new ids. */
  let pasted: ReadonlyMap<string, ChipValue> = new Map();
  return new Plugin({
    key: new PluginKey('chipClipboard'),
    props: {
      clipboardSerializer: serializerOf(editor.schema, (node) => copiedChip(node, editor)),
      transformPastedHTML: (html) => {
        const { html: named, chips } = withNewIds(html);
        pasted = chips;
        return named;
      },
      transformPasted: (slice, { state }) => {
        const book = bookOf(state);
        for (const [chipId, value] of pasted) book?.write(chipId, value, chipOrigin);
        pasted = new Map();
        return slice;
      },
    },
  });
}

/** The id that {@link chipClipboard} has just given to a chip in copied HTML. */
export function newChipId(element: Element): string | undefined {
  return element instanceof HTMLElement ? element.dataset['chipNew'] : undefined;
}

function serializerOf(schema: Schema, chip: (node: Node) => DOMOutputSpec): DOMSerializer {
  return new DOMSerializer(
    { ...DOMSerializer.nodesFromSchema(schema), chip },
    DOMSerializer.marksFromSchema(schema),
  );
}

function copiedChip({ attrs }: Node, editor: Editor): DOMOutputSpec {
  const entries = bookOf(editor.state)?.entries(attrs['chipId']) ?? [];
  const [entry] = entries;
  const words = chipText(entries);
  if (entry === undefined || isUndecided(entries)) return ['span', words];
  const { value, unit } = entry;
  return ['span', { 'data-chip-value': value, 'data-chip-unit': unit }, words];
}

interface Named {
  readonly html: string;
  readonly chips: ReadonlyMap<string, ChipValue>;
}

/** Gives every chip in copied HTML an id of its own. Ids that come with it are nobody's: the page itself may have been copied. */
function withNewIds(html: string): Named {
  const chips = new Map<string, ChipValue>();
  if (!html.includes('data-chip-')) return { html, chips };
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll<HTMLElement>('[data-chip-new]'))
    delete element.dataset['chipNew'];
  for (const element of body.querySelectorAll<HTMLElement>('span[data-chip-value]')) {
    const { chipValue: value = '', chipUnit: unit = '' } = element.dataset;
    if (value === '' || value.length > copiedMax || unit.length > copiedMax) continue;
    const chipId = uuidv4();
    element.dataset['chipNew'] = chipId;
    chips.set(chipId, { value, unit });
  }
  return { html: body.innerHTML, chips };
}
