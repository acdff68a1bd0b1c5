import {
  type MyAccount,
  type MySession,
  type NewSecondFactor,
} from '@alliance/shared/identity/account';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../../ui/ask-server.ts';

/** How I sign in. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => askServer<MyAccount>('/api/me/account'),
  retry: 1,
});

/** Where I am signed in. */
export const mySessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: () => askServer<readonly MySession[]>('/api/me/sessions'),
});

/** What changes about how I am called, or where I get my mail; a new address needs a proof. */
export interface AccountChange {
  readonly name?: string;
  readonly shortName?: string;
  readonly email?: string;
  readonly proof?: string;
}

/** Changes how I am called, or with which address I sign in. */
export function changeAccount(change: AccountChange): Promise<MyAccount> {
  return askServer('/api/me/account', { method: 'POST', body: change });
}

/** Changes my password; every other session of mine ends. */
export function changePassword(wish: {
  readonly proof: string;
  readonly password: string;
}): Promise<void> {
  return askServer('/api/me/password', { method: 'POST', body: wish });
}

/** Begins a second factor: it is asked for only after it was confirmed. */
export function beginSecondFactor(proof: string): Promise<NewSecondFactor> {
  return askServer('/api/me/second-factor', { method: 'POST', body: { proof } });
}

/** From now on a code of the app is asked for at every sign-in. */
export function confirmSecondFactor(code: string): Promise<void> {
  return askServer('/api/me/second-factor/confirm', { method: 'POST', body: { code } });
}

/** The password alone is enough again. */
export function removeSecondFactor(proof: string): Promise<void> {
  return askServer('/api/me/second-factor/remove', { method: 'POST', body: { proof } });
}

/** New backup codes; the old ones stop working. */
export function newBackupCodes(
  proof: string,
): Promise<{ readonly backupCodes: readonly string[] }> {
  return askServer('/api/me/second-factor/backup-codes', { method: 'POST', body: { proof } });
}

/** Signs me out in another place. */
export function endMySession(ref: string): Promise<void> {
  return askServer(`/api/me/sessions/${encodeURIComponent(ref)}`, { method: 'DELETE' });
}

/** Signs me out everywhere but here. */
export function endMyOtherSessions(): Promise<void> {
  return askServer('/api/me/sessions', { method: 'DELETE' });
}
