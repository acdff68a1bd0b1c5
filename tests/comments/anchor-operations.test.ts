/// <reference lib="dom" />
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from '../editor/editor-lab.ts';
import { type MarkReport, type OperationName, operationNames } from './anchor-report.ts';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab(path.join(import.meta.dirname, 'anchor-page.ts'));
});

afterAll(() => lab.close());

const text = ['First para', 'Walk twenty metres with frame', 'Third para'];

/** What each operation makes of the text, and of the words at the mark where they are others than before. */
const expected: Readonly<
  Record<OperationName, { readonly lines: readonly string[]; readonly words?: string }>
> = {
  'nothing at all': { lines: text },
  'types before it in the same block': {
    lines: ['First para', 'Please Walk twenty metres with frame', 'Third para'],
  },
  'types inside it': {
    lines: ['First para', 'Walk tweXXnty metres with frame', 'Third para'],
    words: 'tweXXnty metres',
  },
  'makes it bold': { lines: text },
  'makes its block a heading': { lines: text },
  'makes its block a list item': { lines: text },
  'makes its block a quote': { lines: text },
  'splits the block before it': {
    lines: ['First para', 'Walk ', 'twenty metres with frame', 'Third para'],
  },
  'splits the block inside it': {
    lines: ['First para', 'Walk twenty', ' metres with frame', 'Third para'],
  },
  'joins its block to the one before': {
    lines: ['First paraWalk twenty metres with frame', 'Third para'],
  },
  'deletes it': { lines: ['First para', 'Walk  with frame', 'Third para'], words: 'unplaced' },
  'deletes it and takes that back': { lines: text },
  'moves its block below': {
    lines: ['First para', 'Third para', 'Walk twenty metres with frame'],
  },
  'writes the whole text again': { lines: text },
  'cuts its block and pastes it above': {
    lines: ['Walk twenty metres with frameFirst para', '', 'Third para'],
  },
  'cuts it and pastes it elsewhere': {
    lines: ['First para', 'Walk  with frame', 'Thirdtwenty metres para'],
  },
  'pastes a copy of it elsewhere': {
    lines: ['First para', 'Walk twenty metres with frame', 'Thirdtwenty metres para'],
  },
};

test.each(operationNames)(
  '[AN1] [AN2] [AN3] a thread keeps its words, also after undo, when somebody %s',
  async (name) => {
    const { done, undone } = await lab.page.evaluate((which) => window.marks.operate(which), name);
    const { lines, words = 'twenty metres' } = expected[name];
    expect(bare(done)).toEqual({ asMarked: words, asKept: words, lines });
    expect(bare(undone)).toEqual({
      asMarked: 'twenty metres',
      asKept: 'twenty metres',
      lines: text,
    });
  },
);

/** Without the forms of the blocks. */
function bare(report: MarkReport): MarkReport {
  return { ...report, lines: report.lines.map((line) => line.replace(/^\w+ /, '')) };
}
