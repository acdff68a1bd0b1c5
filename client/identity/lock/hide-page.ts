import { regainFocus } from '../../ui/regain-focus.ts';

/**
 * Takes everything out of the document but one element, and keeps it, alive and whole, out of anybody's sight: what is
 * being written in any form, the carets, how far each part is scrolled. What the hidden page adds to the document
 * meanwhile, as a message that comes up, is hidden before it is painted; its title waits, too.
 * Returns the way back, which puts everything where it was.
 */
export function hidePage(staying: Element, neutralTitle: string): () => void {
  const hold = document.createElement('div');
  const focused = document.activeElement;
  if (focused instanceof HTMLElement) focused.blur();
  const places = scrolledPlaces();
  const windowPlace = { left: window.scrollX, top: window.scrollY };
  const title = holdTitle(neutralTitle);
  const gather = (): void => {
    hold.append(...[...document.body.children].filter((child) => child !== staying));
  };
  gather();
  const looks = copyStyles(hold);
  const watch = new MutationObserver(gather);
  watch.observe(document.body, { childList: true });
  return () => {
    watch.disconnect();
    for (const look of looks) look.remove();
    document.body.prepend(...hold.childNodes);
    title.giveBack();
    for (const [element, place] of places) element.scrollTo(place);
    window.scrollTo(windowPlace);
    if (focused instanceof HTMLElement) regainFocus(focused);
  };
}

/** The colours of every screen stand in the page itself: what stays keeps them. */
function copyStyles(hold: Element): readonly Element[] {
  const looks = [...hold.querySelectorAll('style')].map((style) => style.cloneNode(true));
  document.head.append(...looks);
  return looks.filter((look) => look instanceof Element);
}

interface Place {
  readonly left: number;
  readonly top: number;
}

/** An element forgets how far it is scrolled when it leaves the document. */
function scrolledPlaces(): readonly (readonly [Element, Place])[] {
  return [...document.body.querySelectorAll('*')]
    .filter(({ scrollTop, scrollLeft }) => scrollTop > 0 || scrollLeft > 0)
    .map((element) => [element, { left: element.scrollLeft, top: element.scrollTop }]);
}

/** Holds the title of the browser's tab at a neutral one; the last one that the page wanted comes back. */
function holdTitle(neutral: string): { readonly giveBack: () => void } {
  let wanted = document.title;
  const keep = (): void => {
    if (document.title === neutral) return;
    wanted = document.title;
    document.title = neutral;
  };
  keep();
  const watch = new MutationObserver(keep);
  watch.observe(document.head, { childList: true, subtree: true, characterData: true });
  return {
    giveBack() {
      watch.disconnect();
      document.title = wanted;
    },
  };
}
