/// <reference lib="dom" />
/** Runs in the page: what people do with a text, chosen by a seed and done through a real editor. */
import { type ToolbarAction } from '@alliance/client/editor/toolbar-actions';

import { lab } from '../editor/editor-page.ts';

/** Numbers from 0 up to 1, always the same ones for a seed. */
export type Random = () => number;

/** The numbers of a seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several. */
export function pick<Item>(random: Random, items: readonly [Item, ...(readonly Item[])]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** What is on each person's clipboard. */
export type Clipboards = Map<string, { readonly html: string; readonly plain: string }>;

type Place = readonly [number, number];

const forms = [
  ...(['heading1', 'bullet', 'number', 'check', 'quote', 'callout', 'paragraph'] as const),
  ...(['bold', 'italic', 'indent', 'outdent'] as const),
] satisfies readonly ToolbarAction[];

const letters = 'abcdefghijklmnopqrstuvwxyz ';

/** One edit of one person. Its name is for who reads a failure. */
export function edit(name: string, random: Random, clipboards: Clipboards): string {
  const lengths = lab.lengths(name);
  if (lengths.length === 0) return typeAt(name, [0, 0], 'x');
  const caret = placeIn(lengths, random);
  const chance = random();
  if (chance < 0.25) return typeAt(name, caret, letterOf(random));
  if (chance < 0.35) return pressAt(name, caret, 'Enter');
  if (chance < 0.45) return pressAt(name, caret, 'Backspace');
  if (chance < 0.5) return joinAt(name, [caret[0], 0]);
  if (chance < 0.56) return remove(name, selectionIn(lengths, random));
  if (chance < 0.66) return takeBlock(name, caret[0], clipboards);
  if (chance < 0.72) return takeSelection(name, selectionIn(lengths, random), clipboards);
  if (chance < 0.86) return paste(name, caret, clipboards);
  if (chance < 0.94) return pick(random, [undo, undo, redo])(name);
  return form(name, caret, pick(random, forms as unknown as [ToolbarAction]));
}

function letterOf(random: Random): string {
  return letters.charAt(Math.floor(random() * letters.length));
}

function placeIn(lengths: readonly number[], random: Random): Place {
  const block = Math.floor(random() * lengths.length);
  return [block, Math.floor(random() * ((lengths[block] ?? 0) + 1))];
}

function selectionIn(lengths: readonly number[], random: Random): readonly [Place, Place] {
  const [block, offset] = placeIn(lengths, random);
  const length = 1 + Math.floor(random() * 14);
  if (random() < 0.2 && block + 1 < lengths.length)
    return [
      [block, offset],
      [block + 1, Math.min(length, lengths[block + 1] ?? 0)],
    ];
  return [
    [block, offset],
    [block, Math.min(offset + length, lengths[block] ?? 0)],
  ];
}

function typeAt(name: string, caret: Place, words: string): string {
  lab.select(name, caret);
  lab.type(name, words);
  return `types ${words}`;
}

function pressAt(name: string, caret: Place, key: string): string {
  lab.select(name, caret);
  lab
    .editor(name)
    .view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  return key;
}

function joinAt(name: string, start: Place): string {
  lab.select(name, start);
  lab.editor(name).commands.joinBackward();
  return 'joins';
}

function remove(name: string, [from, to]: readonly [Place, Place]): string {
  lab.select(name, from, to);
  lab.editor(name).commands.deleteSelection();
  return 'deletes';
}

/** Cuts a block with all that is in it; what was on the clipboard is pasted there, so that no text is lost by it. */
function takeBlock(name: string, block: number, clipboards: Clipboards): string {
  const length = lab.lengths(name)[block] ?? 0;
  return takeSelection(
    name,
    [
      [block, 0],
      [block, length],
    ],
    clipboards,
  );
}

function takeSelection(
  name: string,
  [from, to]: readonly [Place, Place],
  clipboards: Clipboards,
): string {
  if (clipboards.has(name)) return paste(name, from, clipboards);
  lab.select(name, from, to);
  const data = new DataTransfer();
  lab
    .editor(name)
    .view.dom.dispatchEvent(
      new ClipboardEvent('cut', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  const html = data.getData('text/html');
  if (html !== '') clipboards.set(name, { html, plain: data.getData('text/plain') });
  return 'cuts';
}

function paste(name: string, caret: Place, clipboards: Clipboards): string {
  const held = clipboards.get(name);
  if (held === undefined) return 'pastes nothing';
  clipboards.delete(name);
  lab.select(name, caret);
  lab.paste(name, held.html, held.plain);
  return 'pastes';
}

function undo(name: string): string {
  return `undo: ${lab.undo(name)}`;
}

function redo(name: string): string {
  return `redo: ${lab.redo(name)}`;
}

function form(name: string, caret: Place, action: ToolbarAction): string {
  lab.select(name, caret, [caret[0], lab.lengths(name)[caret[0]] ?? 0]);
  lab.press(name, action);
  return action;
}
