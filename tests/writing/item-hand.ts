/** What one clinician writes in goals, interventions and rows through the item desk, and how it is judged at the end. */
import { type ItemDesk } from '@alliance/client/careplan/item/item-desk';
import { type SeatId } from '@alliance/shared/alliance/alliance';
import { type ItemId, type PlanItem } from '@alliance/shared/careplan/item/item';
import { type ItemView, type ItemVersionsView } from '@alliance/shared/careplan/item/item-view';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { v7 } from 'uuid';

import { newGoal } from '../support/items.ts';
import { type Dice } from '../sync/honest-editing.ts';

/** One change that somebody made of an item. */
export interface MadeChange {
  readonly by: string;
  readonly itemId: ItemId;
  /** Words that nobody else wrote: by them it is found again. */
  readonly words: string;
  /** Of a field: what stood there for its writer when they wrote, undecided values too. */
  readonly seen?: readonly unknown[];
  /** Whether the server has it. */
  hasArrived: boolean;
}

/** Somebody who writes items. */
export interface ItemHand {
  readonly by: string;
  readonly seatId: SeatId;
  readonly desk: ItemDesk;
  readonly dice: Dice;
  /** Where goals are begun. */
  readonly sectionKeys: readonly SectionKey[];
  /** Of everybody together, in the order in which they were made. */
  readonly changes: MadeChange[];
}

const fieldsWritten = {
  goal: ['statement', 'measure', 'target'],
  intervention: ['text', 'precautions', 'stopRule'],
  contingency: ['condition', 'action', 'call'],
} as const;

const dayMs = 24 * 60 * 60_000;

/** One change: mostly a field that both may write. */
export function changeOnce(hand: ItemHand): void {
  const items = (hand.desk.items.get() ?? []).filter(({ can }) => can.includes('write'));
  const item = items[hand.dice(items.length)];
  if (item === undefined) return;
  const kind = hand.dice(10);
  if (item.kind !== 'goal' || kind < 6) writeOneField(hand, item);
  else if (kind < 8) contribute(hand, item);
  else noteProgress(hand, item);
}

/** Begins a goal; gives its id, for its card. */
export function beginGoal(hand: ItemHand): ItemId {
  const words = freshWords(hand);
  const sectionKey = hand.sectionKeys[hand.dice(hand.sectionKeys.length)] ?? 'snapshot';
  const start = newGoal({ statement: words }, { sectionKey });
  note(hand, { itemId: start.itemId, words }, hand.desk.start(start));
  return start.itemId;
}

function writeOneField(hand: ItemHand, item: ItemView): void {
  const name = fieldsWritten[item.kind][hand.dice(3)] ?? '';
  const field = fieldOf(item, name);
  if (field === undefined) return;
  const words = freshWords(hand);
  const fields = { [name]: { value: words, baseVersion: field.version } };
  const type = `write-${item.kind}` as const;
  const seen = valuesOf(field);
  note(hand, { itemId: item.id, words, seen }, hand.desk.change(item.id, { type, fields }));
}

function contribute(hand: ItemHand, { id }: ItemView): void {
  const words = freshWords(hand);
  const { desk, seatId } = hand;
  const arrival = desk.change(id, { type: 'contribute', seatId, text: words });
  note(hand, { itemId: id, words }, arrival);
}

function noteProgress(hand: ItemHand, { id }: ItemView): void {
  const words = freshWords(hand);
  const on = new Date(Date.now() - dayMs).toISOString().slice(0, 10);
  const score = hand.dice(5) - 2;
  const progress = { id: v7(), on, score, value: '', note: words };
  note(hand, { itemId: id, words }, hand.desk.change(id, { type: 'progress', progress }));
}

function freshWords({ by, changes }: ItemHand): string {
  return `As ${by} wrote it, ${changes.length}.`;
}

function note(
  { by, changes }: ItemHand,
  made: Omit<MadeChange, 'by' | 'hasArrived'>,
  arrival: Promise<boolean>,
): void {
  const change: MadeChange = { ...made, by, hasArrived: false };
  changes.push(change);
  void arrival.then((hasArrived) => (change.hasArrived = hasArrived));
}

/** What is wrong with an item's versions when every change of it should be kept, and nobody's value go unseen. */
export function wrongInVersions(
  versions: ItemVersionsView,
  changes: readonly MadeChange[],
): readonly string[] {
  const everything = JSON.stringify(versions);
  const lost = changes
    .filter(({ words }) => !everything.includes(JSON.stringify(words)))
    .map(({ words }) => `lost: ${words}`);
  const unseen = versions.slice(1).flatMap((next, index) => {
    const before = versions[index];
    return before === undefined ? [] : replacedUnseen(before, next, changes);
  });
  return [...lost, ...unseen];
}

function replacedUnseen(
  before: PlanItem,
  next: PlanItem,
  changes: readonly MadeChange[],
): readonly string[] {
  return fieldsWritten[next.kind].flatMap((name) => {
    const now = valuesOf(fieldOf(next, name));
    const writer = changes.find(({ words }) => words === now[0]);
    const known = new Set<unknown>([
      ...(writer?.seen ?? []),
      ...changes.filter(({ by }) => by === writer?.by).map(({ words }) => words),
    ]);
    return valuesOf(fieldOf(before, name))
      .filter((value) => !now.includes(value) && !known.has(value))
      .map((value) => `replaced unseen: ${JSON.stringify(value)} by ${JSON.stringify(now[0])}`);
  });
}

interface AnyField {
  readonly value: unknown;
  readonly version: number;
  readonly candidates?: readonly { readonly value: unknown }[];
}

function fieldOf(item: PlanItem, name: string): AnyField | undefined {
  return new Map<string, AnyField>(Object.entries(item.fields)).get(name);
}

function valuesOf(field: AnyField | undefined): readonly unknown[] {
  if (field === undefined) return [];
  return [field.value, ...(field.candidates ?? []).map(({ value }) => value)];
}
