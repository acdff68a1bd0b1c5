import { enterTextAt } from '../editor/enter-text.ts';

/** Gives the caret to the nearest text before or behind a section that the reader may write in. False when there is none. */
export function enterNeighbour(
  sectionKey: string,
  towards: 'before' | 'after',
  left: number,
): boolean {
  const articles = [...document.querySelectorAll<HTMLElement>('#plan article')];
  const present = articles.findIndex(({ id }) => id === sectionKey);
  const others =
    towards === 'after' ? articles.slice(present + 1) : articles.slice(0, present).toReversed();
  const edge = towards === 'after' ? 'start' : 'end';
  return others
    .map((article) => article.querySelector<HTMLElement>(writable))
    .some((text) => text !== null && enterTextAt(text, edge, left));
}

/** The text of an editor in which its reader may write. */
const writable = '[role=textbox][aria-multiline=true][aria-readonly=false]';
