/// <reference lib="dom" />
import { type SectionJson } from '@alliance/shared/editor/section-json';

import { type EditorLab } from './editor-lab.ts';

/** One person at one editor in the lab. */
export interface Desk {
  /** Opens a section, with the caret at its first letter. */
  readonly open: (section: SectionJson, names?: readonly string[]) => Promise<void>;
  /** Presses keys by their names, and types everything else. */
  readonly keys: (...pressed: readonly string[]) => Promise<void>;
  /** The section, a line for each block. */
  readonly lines: (name?: string) => Promise<readonly string[]>;
  readonly menu: () => Promise<readonly string[] | undefined>;
  /** What the page around the editor was asked for. */
  readonly events: () => Promise<readonly string[]>;
  /** Puts the caret, or a selection, by block and offset. */
  readonly select: (
    from: readonly [number, number],
    to?: readonly [number, number],
  ) => Promise<void>;
}

const keyName = /^(Control|Shift|Alt|Arrow)|^(Enter|Tab|Backspace|Delete|Home|End|Escape|F8|F10)$/;

/** Anna at her desk. */
export function deskIn(lab: () => EditorLab): Desk {
  const page = (): EditorLab['page'] => lab().page;
  return {
    open: (section, names = ['anna']) =>
      page().evaluate(
        ([json, all]) => {
          window.lab.open(json, all);
          window.lab.select('anna', [0, 0]);
        },
        [section, names] as const,
      ),
    async keys(...pressed) {
      for (const key of pressed)
        // One key after the other is what a keyboard does.
        await (key.length > 1 && keyName.test(key)
          ? page().keyboard.press(key)
          : page().keyboard.type(key));
    },
    lines: (name = 'anna') => page().evaluate((each) => window.lab.lines(each), name),
    menu: () => page().evaluate(() => window.lab.menu('anna')),
    events: () => page().evaluate(() => [...window.lab.events('anna')]),
    select: (from, to = from) =>
      page().evaluate(([one, other]) => window.lab.select('anna', one, other), [from, to] as const),
  };
}
