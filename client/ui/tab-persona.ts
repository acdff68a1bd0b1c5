/**
 * Who this tab is in the demo. Two tabs of one browser can be two people: the choice lives in the tab's own
 * session storage. A page inside a frame is who its address says (`?as=`), because frames share that storage.
 */
const storageKey = 'alliance.persona';
const isFramed = window.self !== window.top;

let current = initialPersona();

/** The key of this tab's persona, or undefined before someone is chosen. */
export function tabPersona(): string | undefined {
  return current;
}

/** Makes this tab a persona, or nobody. A reload of the tab remembers it. */
export function setTabPersona(key: string | undefined): void {
  current = key;
  if (isFramed) return;
  if (key === undefined) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, key);
}

/** True inside a frame of two people side by side: the frame around it offers leaving and switching. */
export function isBeside(): boolean {
  return isFramed;
}

function initialPersona(): string | undefined {
  const named = new URLSearchParams(window.location.search).get('as') ?? undefined;
  if (isFramed) return named;
  if (named !== undefined) sessionStorage.setItem(storageKey, named);
  return named ?? sessionStorage.getItem(storageKey) ?? undefined;
}
