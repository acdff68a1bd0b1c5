import { bodyOf } from '@alliance/shared/editor/section-document';
import { readSection } from '@alliance/shared/editor/section-json';
import {
  type BlocksWithChips,
  type NewIds,
  indexBehind,
  writeBlocks,
} from '@alliance/shared/editor/write-blocks';
import { v7 as uuid } from 'uuid';
import type * as Y from 'yjs';

import type { SectionSync } from '../../sync/section-sync.ts';

/** Why blocks could not be placed; nothing of them is there then. */
export type NotPlaced = 'gone' | 'offline' | 'full' | 'late';

/** Blocks that stand in a section for good. */
export interface Placed {
  /** Takes out again those that nobody has changed since; true when that was all of them. */
  readonly takeOut: () => boolean;
}

/** So many milliseconds the server has to save them. */
const patience = 20_000;

/** Ids of blocks that are new where they are placed. */
export const newIds: NewIds = { block: () => uuid(), chip: () => uuid(), write: () => uuid() };

/** Ids of blocks that go back to where they were. */
export const sameIds: NewIds = {
  block: (blockId) => blockId ?? uuid(),
  chip: (chipId) => chipId,
  write: () => uuid(),
};

/** Writes blocks into a section behind one of its blocks, or at its end, and waits until they are on the server's disk. */
export async function placeBlocks(
  sync: SectionSync | undefined,
  moved: BlocksWithChips,
  behind: { readonly blockId: string | undefined } | 'end',
  ids: NewIds,
): Promise<Placed | NotPlaced> {
  const obstacle = obstacleTo(sync, moved);
  const live = sync?.state.get().live;
  if (obstacle !== undefined || sync === undefined || live === undefined) return obstacle ?? 'gone';
  const { doc } = live;
  const index = behind === 'end' ? endOf(doc) : indexBehind(doc, behind.blockId);
  const elements = doc.transact(() => writeBlocks(doc, index, moved, ids));
  const written = readNow(doc, elements);
  const end = await saved(sync, live);
  if (end === 'saved') return { takeOut: () => takeOut(doc, elements, written) };
  if (sync.state.get().live === live) takeOut(doc, elements, written);
  return end;
}

function obstacleTo(sync: SectionSync | undefined, moved: BlocksWithChips): NotPlaced | undefined {
  const state = sync?.state.get();
  if (sync === undefined || state === undefined) return 'gone';
  if (state.save.kind === 'offline' || state.save.kind === 'connecting') return 'offline';
  if (state.live === undefined || state.phase !== 'live' || state.readOnly === true) return 'gone';
  return sync.hasRoomFor(JSON.stringify(moved).length) ? undefined : 'full';
}

/** The end of the text; a last empty line stays the last one. */
function endOf(doc: Y.Doc): number {
  const { blocks } = readSection(doc);
  const last = blocks.at(-1);
  const isEmpty = last?.name === 'block' && last.inline.length === 0;
  return bodyOf(doc).length - (isEmpty ? 1 : 0);
}

/** How it ends: on disk, refused or withdrawn, or not within the time that anybody waits. */
function saved(
  { state }: SectionSync,
  live: NonNullable<ReturnType<SectionSync['state']['get']>['live']>,
): Promise<'saved' | NotPlaced> {
  return new Promise((resolve) => {
    const end = (how: 'saved' | NotPlaced): void => {
      clearTimeout(timer);
      stop();
      resolve(how);
    };
    const look = (): void => {
      const { save, live: now, phase } = state.get();
      if (now !== live || phase === 'closed' || save.kind === 'not-saved') end('gone');
      else if (save.kind === 'saved') end('saved');
    };
    const timer = setTimeout(() => end('late'), patience);
    const stop = state.subscribe(look);
    look();
  });
}

/** What each of these elements says now, with the values of its chips; undefined for one that is gone. */
function readNow(doc: Y.Doc, elements: readonly Y.XmlElement[]): readonly (string | undefined)[] {
  const { blocks, chips } = readSection(doc);
  const body = bodyOf(doc).toArray();
  return elements.map((element) => {
    const block = blocks[body.findIndex((each) => each === element)];
    if (block === undefined) return undefined;
    const values = block.inline.map((part) =>
      'attributes' in part ? chips?.[String(part.attributes['chipId'])] : undefined,
    );
    return JSON.stringify([block, values]);
  });
}

function takeOut(
  doc: Y.Doc,
  elements: readonly Y.XmlElement[],
  written: readonly (string | undefined)[],
): boolean {
  const now = readNow(doc, elements);
  const unchanged = elements.filter(
    (_element, index) => now[index] !== undefined && now[index] === written[index],
  );
  doc.transact(() => {
    for (const element of unchanged) {
      const index = bodyOf(doc)
        .toArray()
        .findIndex((each) => each === element);
      if (index !== -1) bodyOf(doc).delete(index, 1);
    }
  });
  return unchanged.length === elements.length;
}
