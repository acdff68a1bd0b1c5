import { type BlockJson } from './section-json.ts';

/** The text of a block without marks; atoms count as nothing, hard breaks as a space. */
export function textOf(block: BlockJson): string {
  return block.inline
    .map((part) => ('text' in part ? part.text : part.name === 'hardBreak' ? ' ' : ''))
    .join('');
}
