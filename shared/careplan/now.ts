/**
 * What a reader needs before reading the plan, taken from the plan's own words: nothing here is typed twice.
 *
 *   callout blocks of any section            → precautions
 *   bullets of the contingency section       → calls, split at the arrow:
 *     "Coughing while drinking → stop, sit her up → speech therapist, ext. 4417"
 *      when                       act                call
 */
import { textOf } from '../editor/block-text.ts';
import { type BlockJson, type SectionJson } from '../editor/section-json.ts';
import { type SectionKey } from './section.ts';

/** The rows that one section gives to the Now panel, in the order of its text. */
export interface NowRows {
  readonly precautions: readonly Precaution[];
  readonly calls: readonly CallRow[];
}

/** Something that must not be forgotten with this patient. */
export interface Precaution {
  readonly text: string;
  /** The block that says so; absent while a stock client has not named it. */
  readonly blockId?: string;
}

/** What to do and whom to call if something happens. */
export interface CallRow {
  /** What is seen: "Coughing while drinking". A bullet without an arrow is here whole. */
  readonly when: string;
  /** What to do at once. */
  readonly act?: string;
  /** Whom to call. */
  readonly call?: string;
  readonly blockId?: string;
}

/** The rows of a section (NW1, NW2). Empty blocks give none (NW3). */
export function nowRowsOf(key: SectionKey, section: SectionJson): NowRows {
  const precautions = section.blocks.filter((block) => block.attributes['kind'] === 'callout');
  const calls =
    key === 'contingency'
      ? section.blocks.filter((block) => block.attributes['kind'] === 'bullet')
      : [];
  return {
    precautions: precautions.flatMap(precautionOf),
    calls: calls.flatMap(callRowOf),
  };
}

function precautionOf(block: BlockJson): readonly Precaution[] {
  const text = textOf(block).trim();
  return text === '' ? [] : [{ text, ...blockIdOf(block) }];
}

function callRowOf(block: BlockJson): readonly CallRow[] {
  const [when, ...rest] = textOf(block)
    .split('→')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (when === undefined) return [];
  const call = rest.at(-1);
  const act = rest.slice(0, -1).join(' → ');
  return [
    {
      when,
      ...(act === '' ? {} : { act }),
      ...(call === undefined ? {} : { call }),
      ...blockIdOf(block),
    },
  ];
}

function blockIdOf(block: BlockJson): { readonly blockId?: string } {
  const blockId = block.attributes['blockId'];
  return typeof blockId === 'string' ? { blockId } : {};
}
