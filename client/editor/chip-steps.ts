/**
 * Chips and undo. A register is never rolled back: what undo and redo do is a new write, and only while what I wrote is
 * all that stands there. So nothing comes back that somebody has decided meanwhile, in the register or in the text (CH8).
 *
 *   changed   25 mg → 50 mg     undo writes 25 mg anew
 *   made      "25 mg" → chip    undo puts the words back and takes the chip out of the text
 */
import { type ChipEntry, type ChipValue } from '@alliance/shared/editor/chip';
import { type EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import { UndoManager } from 'yjs';

import { chipOrigin } from './chip-book.ts';
import { bookOf } from './chip-node.ts';

/** What a step of mine did to a chip. */
interface ChipStep {
  readonly chipId: string;
  /** The write with which it ended. */
  readonly writeId: string;
  /** What stood there before, and what stands since; absent when the chip was made. */
  readonly change?: { readonly before: ChipEntry; readonly after: ChipValue };
}

type Step = UndoManager['undoStack'][number];

const steps = new WeakMap<Step, ChipStep>();

/** Which write an undo or redo of mine has written anew: older steps know that one. */
const anew = new WeakMap<UndoManager, Map<string, string>>();

/**
 * Gives a chip another value, as one step that undo takes back. Where nobody has decided yet it decides, which undo does
 * not take back. What came since its writer saw `seen` is not replaced: both stand until somebody decides.
 */
export function changeChip(
  state: EditorState,
  chipId: string,
  after: ChipValue,
  seen: readonly ChipEntry[] | undefined = bookOf(state)?.entries(chipId),
): void {
  const book = bookOf(state);
  const manager = managerOf(state);
  const [before, ...others] = book?.entries(chipId) ?? [];
  if (book === undefined) return;
  const ids = seen?.map(({ writeId }) => writeId) ?? [];
  const isPlain = before !== undefined && others.length === 0 && ids.includes(before.writeId);
  if (!isPlain || manager === undefined) return void book.write(chipId, after, chipOrigin, ids);
  manager.stopCapturing();
  const writeId = book.write(chipId, after, ySyncPluginKey);
  note(manager.undoStack, { chipId, writeId, change: { before, after } });
  manager.stopCapturing();
}

/** Runs what puts a new chip into the text, as one step of its own. */
export function makeChip(
  state: EditorState,
  value: ChipValue,
  put: (chipId: string) => void,
): void {
  const book = bookOf(state);
  const manager = managerOf(state);
  if (book === undefined || manager === undefined) return;
  const { chipId, writeId } = book.start(value);
  manager.stopCapturing();
  const before = manager.undoStack.at(-1);
  put(chipId);
  // The text may not take anything now: then there is no step.
  if (manager.undoStack.at(-1) !== before) note(manager.undoStack, { chipId, writeId });
  manager.stopCapturing();
}

/** Whether my last step made this chip: Backspace right afterwards takes it back. */
export function isJustMade(state: EditorState, chipId: unknown): boolean {
  const last = managerOf(state)?.undoStack.at(-1);
  const step = last && steps.get(last);
  return step !== undefined && step.chipId === chipId && step.change === undefined;
}

/**
 * Takes back or does again what the last step of a stack did to a chip: `replaced` when somebody has written there since,
 * and then the step is gone; undefined when the text is all that has to be taken back.
 */
export function takeBackChip(
  state: EditorState,
  manager: UndoManager,
  direction: 'undo' | 'redo',
): 'done' | 'replaced' | undefined {
  const stack = direction === 'undo' ? manager.undoStack : manager.redoStack;
  const last = stack.at(-1);
  const step = last && steps.get(last);
  const book = bookOf(state);
  if (step === undefined || book === undefined) return undefined;
  const { chipId, writeId, change } = step;
  const [now, ...others] = book.entries(chipId);
  if (others.length > 0 || originalOf(manager, now?.writeId) !== originalOf(manager, writeId)) {
    stack.pop();
    return 'replaced';
  }
  if (change === undefined) return undefined;
  stack.pop();
  const { before, after } = change;
  const again = asUndo(manager, direction, () => book.write(chipId, before, manager));
  const writes = anew.get(manager) ?? new Map<string, string>();
  anew.set(manager, writes.set(again, originalOf(manager, before.writeId) ?? before.writeId));
  const target = direction === 'undo' ? manager.redoStack : manager.undoStack;
  note(target, {
    chipId,
    writeId: before.writeId,
    change: { before: { ...after, writeId, supersedes: [] }, after: before },
  });
  return 'done';
}

/** A step that undo has put on the other stack made or unmade the same chip. */
export function followChip(from: Step | undefined, to: Step | undefined): void {
  const step = from && steps.get(from);
  if (step !== undefined && to !== undefined && to !== from) steps.set(to, step);
}

function asUndo<Result>(
  manager: UndoManager,
  direction: 'undo' | 'redo',
  run: () => Result,
): Result {
  const flag = direction === 'undo' ? 'undoing' : 'redoing';
  manager[flag] = true;
  try {
    return run();
  } finally {
    manager[flag] = false;
  }
}

function originalOf(manager: UndoManager, writeId: string | undefined): string | undefined {
  return writeId === undefined ? undefined : (anew.get(manager)?.get(writeId) ?? writeId);
}

function note(stack: readonly Step[], step: ChipStep): void {
  const last = stack.at(-1);
  if (last !== undefined) steps.set(last, step);
}

function managerOf(state: EditorState): UndoManager | undefined {
  const manager: unknown = yUndoPluginKey.getState(state)?.undoManager;
  return manager instanceof UndoManager ? manager : undefined;
}
