import { enterTextAt } from '../editor/enter-text.ts';

/** How long a text that was far from the window may take to come, in milliseconds. */
const patience = 1500;

/** From where to where the caret goes on. */
export interface Neighbourhood {
  readonly sectionKey: string;
  /** The sections that the reader may write in, in reading order, the present one included. */
  readonly writableKeys: readonly string[];
  readonly towards: 'before' | 'after';
  /** The column in the window. */
  readonly left: number;
}

/**
 * Gives the caret to the nearest text before or behind a section that the reader may write in. One that is far from the
 * window has no editor yet: it is brought near, and entered as soon as it has one. False when there is none.
 */
export function enterNeighbour(from: Neighbourhood): boolean {
  return enterFirst(keysFrom(from).flatMap(articleOf), from);
}

function enterFirst(articles: readonly HTMLElement[], from: Neighbourhood): boolean {
  const [nearest, ...others] = articles;
  if (nearest === undefined) return false;
  if (enter(nearest, from)) return true;
  nearest.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const present = document.activeElement;
  const watching = new MutationObserver(() => {
    // Whoever went elsewhere meanwhile stays there.
    if (document.activeElement !== present || enter(nearest, from)) end();
  });
  const giveUp = setTimeout(() => {
    end();
    if (document.activeElement === present) enterFirst(others, from);
  }, patience);
  const end = (): void => {
    watching.disconnect();
    clearTimeout(giveUp);
  };
  watching.observe(nearest, { childList: true, subtree: true, attributes: true });
  return true;
}

function keysFrom({ sectionKey, writableKeys, towards }: Neighbourhood): readonly string[] {
  const present = writableKeys.indexOf(sectionKey);
  return towards === 'after'
    ? writableKeys.slice(present + 1)
    : writableKeys.slice(0, present).toReversed();
}

function articleOf(key: string): readonly HTMLElement[] {
  const article = document.getElementById(key);
  return article === null ? [] : [article];
}

function enter(article: HTMLElement, { towards, left }: Neighbourhood): boolean {
  const text = article.querySelector<HTMLElement>(writable);
  return text !== null && enterTextAt(text, towards === 'after' ? 'start' : 'end', left);
}

/** The text of an editor in which its reader may write, once it is shown. */
const writable = '[data-ready] [role=textbox][aria-multiline=true][aria-readonly=false]';
