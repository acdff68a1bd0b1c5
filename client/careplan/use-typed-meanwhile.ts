import { type RefObject, useCallback, useEffect, useRef } from 'react';

import type { CaretMark } from '../editor/caret-mark.ts';
import type { Meanwhile } from '../editor/go-on.ts';
import type { SectionSync } from '../sync/section-sync.ts';

/** Takes what is typed between a text that went away under the caret and the one that comes in its place (SV22). */
export interface TypedMeanwhile {
  /** Where the field stands. */
  readonly place: RefObject<HTMLDivElement | null>;
  readonly begin: (mark: CaretMark) => void;
  /** The text is there: what was typed, and where. Undefined when nobody was writing. */
  readonly end: () => Meanwhile | undefined;
  /** Whether it stands in the text now: what does not is kept for its author. */
  readonly ended: (isWritten: boolean) => void;
}

/** What is needed to take it. */
interface Options {
  readonly sync: SectionSync | undefined;
  /** Whether a text in which this person may write can come. */
  readonly canWrite: boolean;
  /** The name of the field, for whoever does not see the page. */
  readonly label: string;
  readonly className: string | undefined;
}

/**
 * A field takes the keyboard at the moment when the text goes: no keystroke is lost, a composition goes on, and the
 * keyboard of a phone stays open. It is seen only where the text is long in coming.
 */
export function useTypedMeanwhile(options: Options): TypedMeanwhile {
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<{ readonly box: HTMLTextAreaElement; readonly mark: CaretMark }>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const begin = useCallback((mark: CaretMark) => {
    if (place.current === null) return;
    field.current?.box.remove();
    const box = fieldIn(place.current, mark, latest.current);
    field.current = { box, mark };
  }, []);
  const end = useCallback(() => {
    if (field.current === undefined) return undefined;
    const { box, mark } = field.current;
    return { mark, typed: box.value, hasKeys: document.activeElement === box };
  }, []);
  const ended = useCallback((isWritten: boolean) => {
    const { sync } = latest.current;
    const hadKeys = document.activeElement === field.current?.box;
    if (!isWritten) sync?.keepTyped();
    sync?.typed('');
    field.current?.box.remove();
    field.current = undefined;
    // Whoever types where nothing more can be written is told so there.
    if (hadKeys) place.current?.parentElement?.focus({ preventScroll: true });
  }, []);
  const { canWrite } = options;
  useEffect(() => {
    if (!canWrite && field.current !== undefined) ended(field.current.box.value === '');
  }, [canWrite, ended]);
  useEffect(
    () => () => {
      if (field.current !== undefined) ended(field.current.box.value === '');
    },
    [ended],
  );
  return { place, begin, end, ended };
}

function fieldIn(
  place: HTMLElement,
  { top }: CaretMark,
  { sync, label, className }: Options,
): HTMLTextAreaElement {
  const box = document.createElement('textarea');
  box.className = className ?? '';
  box.ariaLabel = label;
  box.rows = 2;
  box.style.top = `${Math.max(top - place.getBoundingClientRect().top, 0)}px`;
  box.addEventListener('input', () => sync?.typed(box.value));
  place.append(box);
  box.focus({ preventScroll: true });
  return box;
}
