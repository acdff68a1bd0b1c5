/** The addresses that carry a secret behind their `#`: what it is for. */
const addresses = ['/set-up', '/join', '/new-password'] as const;

let taken: { readonly path: string; readonly secret: string } | undefined;

/**
 * Takes the secret out of the address as soon as the page is there: it stays in no history, and in no picture of the
 * screen. It is kept in this page's memory only; loading the page anew needs the link again.
 */
export function takeLinkSecret(): void {
  const { pathname, hash } = window.location;
  if (!addresses.some((address) => address === pathname) || hash.length < 2) return;
  taken = { path: pathname, secret: hash.slice(1) };
  window.history.replaceState(window.history.state, '', pathname);
}

/** The secret that came with an address; undefined where there was none. */
export function linkSecret(path: string): string | undefined {
  return taken?.path === path ? taken.secret : undefined;
}
