import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The cookie that carries a session. Its name says which persona it is for, so that two tabs of one browser can
 * be two people; its value is `<secret>.<signature>`, both base64url. The signature lets forged and outdated
 * cookies fall before the storage is asked; changing ALLIANCE_SECRET signs everybody out.
 */
const prefix = 'alliance-session-';

/** Persona keys are short plain words; anything else in a cookie name is not ours. */
const namePattern = /^alliance-session-([a-z]{1,32})$/;

/** One signed session of a request. */
export interface SessionCookie {
  readonly persona: string;
  readonly secret: string;
}

/** A `Set-Cookie` header that signs a persona in until `expiresAt` (ISO 8601). */
export function signInCookie(
  cookie: SessionCookie,
  settings: { readonly key: string; readonly isSecure: boolean; readonly expiresAt: string },
): string {
  const value = `${cookie.secret}.${sign(cookie.secret, settings.key)}`;
  const expires = new Date(settings.expiresAt).toUTCString();
  return `${prefix}${cookie.persona}=${value}; ${attributes(settings.isSecure)}; Expires=${expires}`;
}

/** A `Set-Cookie` header that takes a persona's cookie away. */
export function signOutCookie(persona: string, isSecure: boolean): string {
  return `${prefix}${persona}=; ${attributes(isSecure)}; Max-Age=0`;
}

/** The cookie of a sign-in that waits for its second step: it is asked for there and opens nothing anywhere. */
const pendingName = 'alliance-second-step';

const pendingPath = '/api/session';

/** A `Set-Cookie` header that carries a sign-in to its second step, for `seconds`. */
export function pendingCookie(
  secret: string,
  settings: { readonly key: string; readonly isSecure: boolean; readonly seconds: number },
): string {
  const { key, isSecure, seconds } = settings;
  const value = `${secret}.${sign(`second-step ${secret}`, key)}`;
  return `${pendingName}=${value}; ${attributes(isSecure, pendingPath)}; Max-Age=${seconds}`;
}

/** A `Set-Cookie` header that takes it away. */
export function endPendingCookie(isSecure: boolean): string {
  return `${pendingName}=; ${attributes(isSecure, pendingPath)}; Max-Age=0`;
}

/** The secret of a sign-in that waits, out of a raw `Cookie` header. */
export function readPendingCookie(header: string | undefined, key: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name = '', value = ''] = pair.trim().split('=', 2);
    const [secret = '', signature = ''] = value.split('.');
    if (name === pendingName && isSame(signature, sign(`second-step ${secret}`, key)))
      return secret;
  }
  return undefined;
}

/** The sessions in a raw `Cookie` header whose signature holds, at most one per persona. */
export function readSessionCookies(
  header: string | undefined,
  key: string,
): readonly SessionCookie[] {
  const byPersona = new Map<string, SessionCookie>();
  for (const pair of (header ?? '').split(';')) {
    const cookie = readPair(pair, key);
    if (cookie !== undefined) byPersona.set(cookie.persona, cookie);
  }
  return [...byPersona.values()];
}

function readPair(pair: string, key: string): SessionCookie | undefined {
  const equals = pair.indexOf('=');
  const persona = namePattern.exec(pair.slice(0, equals).trim())?.[1];
  const [secret, signature] = pair
    .slice(equals + 1)
    .trim()
    .split('.');
  if (persona === undefined || !secret || !signature) return undefined;
  return isSame(signature, sign(secret, key)) ? { persona, secret } : undefined;
}

/** Strict: no other site's link ever carries the session, and nothing in the product needs one to. */
function attributes(isSecure: boolean, path = '/'): string {
  return `Path=${path}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

function sign(secret: string, key: string): string {
  return createHmac('sha256', key).update(secret).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
