import { type ChipValue } from '@alliance/shared/editor/chip';
import { type Editor } from '@tiptap/core';

import { type Source, createSource } from '../sync/store.ts';

/** What one editor says of its chips to what stands around it. */
export interface ChipDesk {
  /** What was just typed and can become a chip: Tab accepts it, whoever types on lets it be. */
  readonly offer?: ChipValue;
  /** The chip that is open for a change. */
  readonly opened?: OpenedChip;
}

/** A chip that is open. */
export interface OpenedChip {
  readonly chipId: string;
  /** With which characters its change begins: somebody has typed them over the chip. */
  readonly typed?: string;
}

const nothing: ChipDesk = {};

const desks = new WeakMap<Editor, Source<ChipDesk>>();

/** What an editor says of its chips. */
export function chipDeskOf(editor: Editor): Source<ChipDesk> {
  const known = desks.get(editor);
  if (known !== undefined) return known;
  const desk = createSource(nothing);
  desks.set(editor, desk);
  return desk;
}
