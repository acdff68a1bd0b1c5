import { beginOnSection, beginTyped } from '../begin-comment.ts';
import { type Commenting, mayComment } from '../commenting.ts';
import { filterThreads } from '../desk/thread-filter.ts';
import { intoCard, intoComposer, returnToText } from '../focus.ts';
import { keyOf, railItems, threadsInOrder } from '../rail/rail-items.ts';
import { nextThread } from '../rail/thread-steps.ts';
import { textElementOf } from './dom-range.ts';
import { threadsAt, threadsAtCaret } from './hits.ts';
import { selectedIn } from './selected.ts';

/** Hears the pointer and the keys for the comments of a page, until the returned function is called (RL2, RL4). */
export function listenToPage(commenting: Commenting): () => void {
  const onClick = (event: MouseEvent): void => clicked(commenting, event);
  const onKey = (event: KeyboardEvent): void => pressed(commenting, event);
  document.addEventListener('click', onClick);
  window.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('click', onClick);
    window.removeEventListener('keydown', onKey);
  };
}

/** Clicked words open their thread; the caret goes where it was going. Clicked again, they open the next one that they have. */
function clicked({ desk, text }: Commenting, event: MouseEvent): void {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('.prose article, .prose') === null) return;
  if (target.closest('a, button') !== null || document.getSelection()?.isCollapsed === false)
    return;
  // Marks may lag behind the text; a click is about what is there now.
  text.settle();
  const hits = threadsAt(desk.threads.get() ?? [], text.ranges.get(), event);
  const active = desk.active.get();
  if (hits.length === 0) {
    // Whoever looks for the words of an unplaced thread selects some: it stays open for that.
    const isLooking = active !== undefined && text.places.get().get(active)?.at === 'unplaced';
    if (active !== undefined && !isLooking) desk.activate(undefined, 'text');
    return;
  }
  const present = active === undefined ? -1 : hits.indexOf(active);
  desk.setSheetOpen(true);
  desk.activate(hits[(present + 1) % hits.length], 'text');
}

/** By the key's place, because Alt makes other letters of it on some keyboards. */
const doings: Readonly<Record<string, (commenting: Commenting) => void>> = {
  KeyM: commentHere,
  KeyN: (commenting) => step(commenting, 1),
  KeyP: (commenting) => step(commenting, -1),
  KeyJ: changeSides,
  Enter: openAtCaret,
};

function pressed(commenting: Commenting, event: KeyboardEvent): void {
  if (event.key === 'Escape') return leave(commenting, event);
  const { code, ctrlKey, altKey, shiftKey, metaKey } = event;
  if (!ctrlKey || !altKey || shiftKey || metaKey) return;
  // AltGr counts as Ctrl+Alt on Windows: it writes letters.
  if (event.getModifierState('AltGraph')) return;
  const doing = doings[code];
  if (doing === undefined) return;
  event.preventDefault();
  doing(commenting);
}

/** Escape closes what was opened over the text; a card or a box in it that has a use for the key comes first. */
function leave({ desk }: Commenting, event: KeyboardEvent): void {
  const opened = document.activeElement?.closest('[data-rail=sheet], [data-rail=column]');
  if (event.defaultPrevented || !opened) return;
  desk.setSheetOpen(false);
  returnToText();
}

/** Comments on the selected words, on the word at the caret, or on the section in which the keyboard is. */
function commentHere(commenting: Commenting): void {
  const { desk, page } = commenting;
  const selected = selectedIn(page.plan);
  const isInText = document.activeElement?.closest('.prose') !== null;
  if (selected !== undefined && mayComment(selected.section) && (isInText || selected.range)) {
    const { section, range, focus } = selected;
    return intoComposer(() => beginTyped(commenting, section, range ?? focus, undefined));
  }
  const key = document.activeElement?.closest('article')?.id;
  const section = page.plan.sections.find((each) => each.key === key);
  if (section !== undefined && mayComment(section))
    intoComposer(() => beginOnSection(desk, section));
}

function step({ desk, page, text }: Commenting, by: 1 | -1): void {
  const items = railItems({
    sections: page.plan.sections,
    threads: filterThreads(desk.threads.get() ?? [], desk.filter.get(), page),
    places: text.places.get(),
    draft: undefined,
    draftPlace: undefined,
  });
  const next = nextThread(threadsInOrder(items), desk.active.get(), by);
  if (next !== undefined) desk.activate(next.id, 'elsewhere');
}

/** From the text to the card that is open, or the first that has lost its words in this section, and from there back to where the keyboard was, with what was selected. */
function changeSides(commenting: Commenting): void {
  const { desk, page, text } = commenting;
  const { activeElement } = document;
  const threads = desk.threads.get() ?? [];
  if (activeElement?.closest('[data-rail]')) {
    const id = activeElement.closest<HTMLElement>('[data-thread]')?.dataset['thread'];
    const key = threads.filter((each) => each.id === id).map(keyOf)[0];
    if (!returnToText() && key !== undefined) textElementOf(key)?.focus({ preventScroll: true });
    return;
  }
  const key = selectedIn(page.plan)?.section.key ?? activeElement?.closest('article')?.id;
  const unplaced = threads.find(
    (each) => keyOf(each) === key && text.places.get().get(each.id)?.at === 'unplaced',
  );
  const wanted = desk.active.get() ?? unplaced?.id;
  if (wanted !== undefined) desk.activate(wanted, 'elsewhere');
}

function openAtCaret({ desk, text }: Commenting): void {
  text.settle();
  const [hit] = threadsAtCaret(desk.threads.get() ?? [], text.ranges.get());
  if (hit === undefined) return;
  desk.setSheetOpen(true);
  desk.activate(hit, 'text');
  requestAnimationFrame(() => intoCard(hit));
}
