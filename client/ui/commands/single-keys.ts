import { createSource, type Store } from '../../sync/store.ts';

const name = 'alliance.single-keys';

const areOn = createSource(read());

/** Whether keys without Ctrl or Alt do something outside of text on this device (WCAG 2.1.4). On until somebody turns them off. */
export const singleKeys: Store<boolean> = areOn;

/** Turns them on or off, for this device. */
export function setSingleKeys(isOn: boolean): void {
  areOn.set(isOn);
  try {
    if (isOn) localStorage.removeItem(name);
    else localStorage.setItem(name, 'off');
  } catch {
    // The browser keeps nothing: it holds until the page is closed.
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(name) !== 'off';
  } catch {
    return true;
  }
}

/** Whether somebody writes where a key arrives, or could: letters there are letters. Text that can only be read counts, because what is typed there becomes a comment. */
export function isWritingIn(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], .prose') !== null;
}
