import { type ProseBlock } from '../careplan/written-block.ts';
import { type CastKey } from './cast.ts';

/** Blocks that one person wrote at one time. A section is a list of these in reading order, whatever the order of writing. */
export interface Passage {
  readonly by: CastKey;
  readonly hoursAgo: number;
  readonly blocks: readonly ProseBlock[];
}

/** Blocks by one person, so many hours before now. */
export function wrote(by: CastKey, hoursAgo: number, ...blocks: readonly ProseBlock[]): Passage {
  return { by, hoursAgo, blocks };
}

/** A heading inside a section, whose own title is above it. */
export function heading(text: string): ProseBlock {
  return { kind: 'heading', text, level: 1 };
}

/** A paragraph. */
export function paragraph(text: string): ProseBlock {
  return { kind: 'paragraph', text };
}

/** A list item. */
export function bullet(text: string, indent = 0): ProseBlock {
  return { kind: 'bullet', text, indent };
}

/** A step of a numbered list. */
export function step(text: string): ProseBlock {
  return { kind: 'number', text };
}

/** A check item that waits. */
export function open(text: string): ProseBlock {
  return { kind: 'check', text, checked: false };
}

/** A check item that is done. */
export function done(text: string): ProseBlock {
  return { kind: 'check', text, checked: true };
}

/** The patient's words, or a goal in plain words (DM5). */
export function quote(text: string): ProseBlock {
  return { kind: 'quote', text };
}

/** A precaution: it stands in the Now panel too (DM4). */
export function precaution(text: string): ProseBlock {
  return { kind: 'callout', text };
}
