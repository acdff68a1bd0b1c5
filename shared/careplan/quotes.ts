import { textOf } from '../editor/block-text.ts';
import { type SectionJson } from '../editor/section-json.ts';

/** The quotes of a section in its order, as plain text: how the disciplines write a goal in the patient's words (PP3). Empty ones are left out. */
export function quotesOf(section: SectionJson): readonly string[] {
  return section.blocks
    .filter((block) => block.attributes['kind'] === 'quote')
    .map((block) => textOf(block).trim())
    .filter((text) => text !== '');
}
