const address = '/invitations';

let taken: string | undefined;

/**
 * Takes the secret of a link out of the address as soon as the page is there: it stays in no history, and in no picture
 * of the screen. It is kept in this page's memory only; loading the page anew needs the link again.
 */
export function takeInvitationSecret(): void {
  const { pathname, hash } = window.location;
  if (pathname !== address || hash.length < 2) return;
  taken = hash.slice(1);
  window.history.replaceState(window.history.state, '', `${pathname}${window.location.search}`);
}

/** The secret that came with the address; undefined where there was none. */
export function invitationSecret(): string | undefined {
  return taken;
}
