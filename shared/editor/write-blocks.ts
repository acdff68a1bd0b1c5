/** Writes blocks of one section into another: what the reader of one document gave, as structs of another. */
import * as Y from 'yjs';

import { type ChipRegisters } from './chip.ts';
import { copyChip } from './chips.ts';
import { bodyOf } from './section-document.ts';
import { type BlockJson, type InlineJson } from './section-json.ts';

/** Blocks with the registers of the chips that stand in them. */
export interface BlocksWithChips {
  readonly blocks: readonly BlockJson[];
  readonly chips: ChipRegisters;
}

/** Ids of what is written: two blocks, and two chips, never share one. */
export interface NewIds {
  readonly block: (blockId: string | undefined) => string;
  readonly chip: (chipId: string) => string;
  readonly write: () => string;
}

/** Writes blocks into a document before the block at an index, their chips with every value that stands, decided or not. Call it in a transaction; gives the new elements. */
export function writeBlocks(
  doc: Y.Doc,
  index: number,
  { blocks, chips }: BlocksWithChips,
  ids: NewIds,
): readonly Y.XmlElement[] {
  const chipIds = new Map<string, string>();
  const newChip = (chipId: string): string => {
    const next = chipIds.get(chipId) ?? ids.chip(chipId);
    chipIds.set(chipId, next);
    return next;
  };
  const elements = blocks.map((block) => elementOf(block, ids, newChip));
  bodyOf(doc).insert(index, elements);
  for (const [from, to] of chipIds)
    if (from !== to) copyChip(doc, to, chips[from] ?? [], ids.write);
  return elements;
}

/** The place behind a block of a document; its end when there is no such block, its beginning for none. */
export function indexBehind(doc: Y.Doc, blockId: string | undefined): number {
  const body = bodyOf(doc);
  if (blockId === undefined) return 0;
  const index = body
    .toArray()
    .findIndex((node) => node instanceof Y.XmlElement && node.getAttribute('blockId') === blockId);
  return index === -1 ? body.length : index + 1;
}

function elementOf(
  { name, attributes, inline }: BlockJson,
  ids: NewIds,
  newChip: (chipId: string) => string,
): Y.XmlElement {
  const { blockId } = attributes;
  const element = elementWith(name, {
    ...attributes,
    blockId: ids.block(typeof blockId === 'string' ? blockId : undefined),
  });
  element.insert(
    0,
    runsOf(inline).map((run) => inlineOf(run, newChip)),
  );
  return element;
}

/** Text that follows text is one run, as the editor's binding writes it. */
type Run = readonly Extract<InlineJson, { readonly text: string }>[] | InlineAtom;

type InlineAtom = Extract<InlineJson, { readonly name: string }>;

function runsOf(inline: readonly InlineJson[]): readonly Run[] {
  const runs: Run[] = [];
  for (const part of inline) {
    const last = runs.at(-1);
    if ('name' in part) runs.push(part);
    else if (last !== undefined && !('name' in last)) runs.splice(-1, 1, [...last, part]);
    else runs.push([part]);
  }
  return runs;
}

function inlineOf(run: Run, newChip: (chipId: string) => string): Y.XmlElement | Y.XmlText {
  if ('name' in run) {
    const { chipId } = run.attributes;
    const isChip = typeof chipId === 'string';
    return elementWith(run.name, {
      ...run.attributes,
      ...(isChip ? { chipId: newChip(chipId) } : {}),
    });
  }
  const text = new Y.XmlText();
  text.applyDelta(run.map(({ text: insert, marks }) => ({ insert, attributes: { ...marks } })));
  return text;
}

function elementWith(name: string, attributes: Readonly<Record<string, unknown>>): Y.XmlElement {
  const element = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    // Yjs keeps numbers and booleans as they are; only its types say that attributes are strings.
    // oxlint-disable-next-line typescript/unbound-method -- applied to its own element
    Reflect.apply(Y.XmlElement.prototype.setAttribute, element, [key, value]);
  }
  return element;
}
