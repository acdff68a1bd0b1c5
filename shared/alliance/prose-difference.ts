import { textOf } from '../editor/block-text.ts';
import { type BlockJson, type SectionJson } from '../editor/section-json.ts';
import { align } from './align.ts';
import { canonicalJson } from './canonical-json.ts';
import { type WordPiece, wordDifference } from './word-difference.ts';

/** A block of prose that is new, gone or changed. */
export interface ProseChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** What kind of block it is now, or was. */
  readonly kind: string;
  /** All of it; all as it was when only its form has changed, or something in it that is no word. */
  readonly words: readonly WordPiece[];
}

/** What changed between two proses, block by block in reading order. A block that was moved is gone here and new there. */
export function proseDifference(before: SectionJson, after: SectionJson): readonly ProseChange[] {
  const pairs = align(before.blocks.map(keyOf), after.blocks.map(keyOf));
  return paired(
    pairs.map((pair) => ({
      before: pair.before === undefined ? undefined : before.blocks[pair.before],
      after: pair.after === undefined ? undefined : after.blocks[pair.after],
    })),
  ).flatMap(changeOf);
}

interface Pair {
  readonly before: BlockJson | undefined;
  readonly after: BlockJson | undefined;
}

/** A block is the same one by its id; one without an id by what it says. */
function keyOf(block: BlockJson): string {
  const { blockId } = block.attributes;
  return typeof blockId === 'string' ? `id:${blockId}` : `block:${canonicalJson(block)}`;
}

/** Blocks without ids: what goes and what comes in its place is one that has changed. */
function paired(pairs: readonly Pair[]): readonly Pair[] {
  const result: Pair[] = [];
  /** Where blocks have gone since the last one that is in both. */
  let gone: number[] = [];
  for (const pair of pairs) {
    const { before, after } = pair;
    const place = isWithoutId(after) && before === undefined ? gone.shift() : undefined;
    if (before !== undefined && after !== undefined) gone = [];
    if (after === undefined && isWithoutId(before)) gone.push(result.length);
    if (place === undefined) result.push(pair);
    else result.splice(place, 1, { before: result[place]?.before, after });
  }
  return result;
}

function isWithoutId(block: BlockJson | undefined): boolean {
  return block !== undefined && typeof block.attributes['blockId'] !== 'string';
}

function changeOf({ before, after }: Pair): readonly ProseChange[] {
  const [old, text] = [before, after].map((block) => (block === undefined ? '' : textOf(block)));
  const words = wordDifference(old ?? '', text ?? '');
  if (before === undefined || after === undefined) {
    const change = before === undefined ? 'added' : 'removed';
    const block = after ?? before;
    return block === undefined ? [] : [{ change, kind: kindOf(block), words }];
  }
  if (canonicalJson(before) === canonicalJson(after)) return [];
  return [{ change: 'changed', kind: kindOf(after), words }];
}

function kindOf({ name, attributes }: BlockJson): string {
  const { kind } = attributes;
  return typeof kind === 'string' ? kind : name;
}
