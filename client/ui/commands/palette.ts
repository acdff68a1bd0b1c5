import { createSource, type Store } from '../../sync/store.ts';
import { regainFocus } from '../regain-focus.ts';

/** What lies over the page: the command palette, what the keys do, or nothing. */
export type PaletteState = 'closed' | 'commands' | 'keys';

const state = createSource<PaletteState>('closed');
let before: Element | null = null;

/** What lies over the page now. */
export const palette: Store<PaletteState> = state;

/** Shows the palette or the keys over the page. */
export function showPalette(shown: Exclude<PaletteState, 'closed'>): void {
  if (state.get() === 'closed') before = document.activeElement;
  state.set(shown);
}

/** Takes away what lies over the page, gives the keyboard back to where it was, and then does what was chosen. */
export function closePalette(then?: () => void): void {
  const element = before;
  before = null;
  state.set('closed');
  // A dialog keeps the keyboard as long as it is there.
  requestAnimationFrame(() => {
    if (element instanceof HTMLElement && element.isConnected) regainFocus(element);
    then?.();
  });
}
