import { chipText } from './chip-text.ts';
import { entriesOf } from './chip-values.ts';
import { type ChipRegisters } from './chip.ts';
import { type BlockJson, type InlineJson } from './section-json.ts';

/** The text of a block without marks, as a person reads it: chips say what their registers hold, a mention is `@` and its seat, a hard break a space. */
export function textOf(block: BlockJson, chips?: ChipRegisters): string {
  return block.inline.map((part) => ('text' in part ? part.text : atomText(part, chips))).join('');
}

/** What stands in the text for something that is no text. */
export function atomText(
  { name, attributes }: Exclude<InlineJson, { readonly text: string }>,
  chips: ChipRegisters | undefined,
): string {
  if (name === 'hardBreak') return ' ';
  if (name === 'chip') return chipText(entriesOf(chips, attributes['chipId']));
  const { label } = attributes;
  return name === 'mention' && typeof label === 'string' && label !== '' ? `@${label}` : '';
}
