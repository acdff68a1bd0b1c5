/** Values of chips that stand nowhere, because their chip was taken out of the text by somebody who had not seen them (MC31). */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import { chipValueText } from '@alliance/shared/editor/chip-text';
import * as Y from 'yjs';

import { type MergeFinding, versionOf } from './merge-finding.ts';
import { type Change, type MergeHistory } from './merge-history.ts';
import { type Pair, asItStands, blockIdOf, blockOf, lineOf } from './merge-view.ts';

/** Whether a change gives a chip a value, or takes one out of the text. */
export function touchesChips(history: MergeHistory, change: Change): boolean {
  return writesIn(history, change).size > 0 || takenIn(history, change).size > 0;
}

/** The findings about a pair of changes of which one wrote a value and the other took its chip away, while that is so. */
export function foundLostValues(
  history: MergeHistory,
  { earlier, later }: Pair,
): readonly MergeFinding[] {
  return [
    ...lostBetween(history, { writer: earlier, taker: later }),
    ...lostBetween(history, { writer: later, taker: earlier }),
  ];
}

function lostBetween(
  history: MergeHistory,
  { writer, taker }: { readonly writer: Change; readonly taker: Change },
): readonly MergeFinding[] {
  const taken = takenIn(history, taker);
  return [...writesIn(history, writer)].flatMap(([chipId, value]) => {
    const chip = taken.get(chipId);
    const block = chip && blockOf(chip);
    if (chip === undefined || block === undefined || standsInText(history, chipId)) return [];
    const line = lineOf(block, asItStands(history)).trim();
    const last = writer.seq > taker.seq ? writer : taker;
    const versions = [versionOf(writer, `${line} ${value}`.trim()), versionOf(taker, line)];
    return {
      kind: 'lost' as const,
      seq: last.seq,
      blockIds: blockIdOf(block) === undefined ? [] : [blockIdOf(block) ?? ''],
      versions: writer.seq > taker.seq ? versions.toReversed() : versions,
    };
  });
}

/** The values that a change wrote, by chip. */
function writesIn(history: MergeHistory, { written }: Change): ReadonlyMap<string, string> {
  const chips: unknown = history.doc.share.get('chips');
  const writes = new Map<string, string>();
  for (const { parent, parentSub, content } of history.itemsIn(written)) {
    if (parent !== chips || parentSub === null) continue;
    const [entry]: unknown[] = content.getContent();
    const [chipId = ''] = parentSub.split('/');
    const text = textOfEntry(entry);
    if (text !== undefined) writes.set(chipId, text);
  }
  return writes;
}

/** A first value replaces nothing: nobody else has known its chip. */
function textOfEntry(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  if (!('value' in entry) || !('unit' in entry) || !('supersedes' in entry)) return undefined;
  const { value, unit, supersedes } = entry;
  if (typeof value !== 'string' || typeof unit !== 'string') return undefined;
  return Array.isArray(supersedes) && supersedes.length > 0
    ? chipValueText({ value, unit })
    : undefined;
}

/** The chips that went out of the text with a change. */
function takenIn(history: MergeHistory, { gone }: Change): ReadonlyMap<string, Y.Item> {
  const taken = new Map<string, Y.Item>();
  for (const item of history.itemsIn(gone)) {
    const chipId = chipIdOf(item);
    if (chipId !== undefined) taken.set(chipId, item);
  }
  return taken;
}

function standsInText(history: MergeHistory, chipId: string): boolean {
  for (const structs of history.doc.store.clients.values())
    for (const struct of structs)
      if (struct instanceof Y.Item && !struct.deleted && chipIdOf(struct) === chipId) return true;
  return false;
}

function chipIdOf({ content }: Y.Item): string | undefined {
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.XmlElement))
    return undefined;
  if (content.type.nodeName !== 'chip') return undefined;
  const [chipId]: unknown[] = content.type._map.get('chipId')?.content.getContent() ?? [];
  return typeof chipId === 'string' ? chipId : undefined;
}
