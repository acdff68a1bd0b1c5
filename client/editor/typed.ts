/**
 * Takes what somebody types or pastes where they may not write: characters, an empty string where a composition begins
 * whose characters are still to come, undefined for a key that writes nothing. Gives true when it took them; the space
 * bar that nobody takes scrolls the page.
 */
export type TakeTyped = (text: string | undefined) => boolean;

/** Hears what is typed or pasted into text that can only be read, in static text as in an editor, until the returned function is called. */
export function watchTyped(text: HTMLElement, take: TakeTyped): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (!isTyping(event)) return;
    const isTaken = take(charactersOf(event));
    // The first character of a composition goes to whoever has the focus by then.
    if (isTaken && event.key.length === 1) event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (take(pasted === '' ? undefined : pasted)) event.preventDefault();
  };
  text.addEventListener('keydown', onKey);
  text.addEventListener('paste', onPaste);
  return () => {
    text.removeEventListener('keydown', onKey);
    text.removeEventListener('paste', onPaste);
  };
}

const writesNothing = new Set(['Enter', 'Backspace', 'Delete']);
const composes = new Set(['Process', 'Dead']);

function isTyping({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  // A box or link in the text has keys of its own.
  if (target instanceof Element && target.closest('button, a') !== null) return false;
  return key.length === 1 || writesNothing.has(key) || composes.has(key);
}

function charactersOf({ key }: KeyboardEvent): string | undefined {
  if (writesNothing.has(key)) return undefined;
  return key.length === 1 ? key : '';
}
