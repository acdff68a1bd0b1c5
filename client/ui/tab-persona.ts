/**
 * Who this tab is in the demo. Two tabs of one browser can be two people: the choice lives in the tab's own
 * session storage. A page inside a frame is who its address says (`?as=`), because frames share that storage.
 */
const storageKey = 'alliance.persona';
const isFramed = window.self !== window.top;

let named = new URLSearchParams(window.location.search).get('as') ?? undefined;
let current = named ?? (isFramed ? undefined : (sessionStorage.getItem(storageKey) ?? undefined));
if (!isFramed && named !== undefined) rememberNamed(named);

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

/**
 * The persona that the page's address asks for, to be signed in without asking. A tab is asked once: after that
 * its person may have signed out or been switched. A frame is always who its address says.
 */
export function takeNamedPersona(): string | undefined {
  const taken = named;
  if (!isFramed) named = undefined;
  return taken;
}

/** The address has said it; from now on the tab remembers, and the address can be shared without a person. */
function rememberNamed(key: string): void {
  sessionStorage.setItem(storageKey, key);
  const address = new URL(window.location.href);
  address.searchParams.delete('as');
  window.history.replaceState(window.history.state, '', address);
}
