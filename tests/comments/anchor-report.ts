/** What goes into the page and comes out of it: plain data. */

/** One run: its seed tells everything that happens in it. */
export interface Run {
  readonly seed: number;
  readonly edits: number;
  /** `positions` leaves the words out: the planted failure. */
  readonly resolver: 'whole' | 'positions';
  /** Through a `socket` a change comes after the one that was being made, by a `call` in the middle of it. */
  readonly wire: 'socket' | 'call';
}

/** What a run came to, in marks times exchanges. */
export interface RunReport {
  /** Marks whose word stood in the text exactly once. */
  present: number;
  /** Of these: where they were found, by what. */
  position: number;
  quote: number;
  context: number;
  /** Of these: at the word as somebody edited it, while a copy of it stood elsewhere unedited. */
  edited: number;
  /** Of these: where the thread was unplaced. */
  missed: number;
  /** Marks whose word was gone, or there more than once; and how many of these were somewhere. */
  absent: number;
  absentPlaced: number;
  /** Of these: where other words stand between the old neighbours, and where what is there has come from the word by one small edit after the other. */
  replaced: number;
  drifted: number;
  edits: number;
  exchanges: number;
  /** Texts that ended early, because plain Yjs would have shown them differently on two copies. */
  refused: number;
  /** Threads that stood at other words while their own were there. */
  readonly wrong: string[];
  /** How often a thread was looked for in somebody's rail, and where it was not in it as it should be. */
  shown: number;
  readonly invisible: string[];
  /** Copies that did not agree. */
  readonly differing: string[];
  /** Where an editor could not show what its document holds. */
  readonly stumbles: string[];
  /** What was missed, for who looks for the reason. */
  readonly misses: string[];
}

/** A report before anything has happened. */
export function emptyReport(): RunReport {
  const marks = { present: 0, position: 0, quote: 0, context: 0, edited: 0, missed: 0 };
  const course = {
    absent: 0,
    absentPlaced: 0,
    replaced: 0,
    drifted: 0,
    shown: 0,
    edits: 0,
    exchanges: 0,
    refused: 0,
  };
  return { ...marks, ...course, wrong: [], invisible: [], differing: [], stumbles: [], misses: [] };
}

/** Adds a report to what was counted before. */
export function addReport(total: RunReport, report: RunReport): void {
  for (const count of counts) total[count] += report[count];
  for (const list of lists) total[list].push(...report[list]);
}

const counts = [
  ...(['present', 'position', 'quote', 'context', 'edited', 'missed'] as const),
  ...([
    'absent',
    'absentPlaced',
    'replaced',
    'drifted',
    'shown',
    'edits',
    'exchanges',
    'refused',
  ] as const),
];

const lists = ['wrong', 'invisible', 'differing', 'stumbles', 'misses'] as const;

/** What can be done to a marked text. */
export const operationNames = [
  'nothing at all',
  'types before it in the same block',
  'types inside it',
  'makes it bold',
  'makes its block a heading',
  'makes its block a list item',
  'makes its block a quote',
  'splits the block before it',
  'splits the block inside it',
  'joins its block to the one before',
  'deletes it',
  'deletes it and takes that back',
  'moves its block below',
  'writes the whole text again',
  'cuts its block and pastes it above',
  'cuts it and pastes it elsewhere',
  'pastes a copy of it elsewhere',
] as const;

/** One of {@link operationNames}. */
export type OperationName = (typeof operationNames)[number];

/** What became of a mark when something was done, and after undo. */
export interface OperationReport {
  readonly done: MarkReport;
  readonly undone: MarkReport;
}

/** The words at a mark by the first anchor and by the one that the server kept, and the text. */
export interface MarkReport {
  readonly asMarked: string;
  readonly asKept: string;
  readonly lines: readonly string[];
}
