/// <reference lib="dom" />
/** What runs inside the test's browser page: the editors of `editor-page.ts`, and marks in their text. */
import { operate } from './anchor-operations.ts';
import { simulate } from './anchor-simulation.ts';

const marks = { operate, simulate };

declare global {
  interface Window {
    marks: typeof marks;
  }
}

window.marks = marks;
