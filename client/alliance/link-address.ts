/** The address that a link for a seat leads to. The secret stands behind the `#`: no browser sends that to a server. */
export function linkAddress(secret: string): string {
  return `${window.location.origin}/invitations#${secret}`;
}
