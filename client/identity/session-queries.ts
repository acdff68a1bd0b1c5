import { type Entrance, type SignInAnswer } from '@alliance/shared/identity/account';
import { type Person } from '@alliance/shared/identity/person';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';

/** How one comes in here. */
export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: () => askServer<Entrance>('/api/entrance'),
  staleTime: Infinity,
  retry: 1,
});

/** Signs in with e-mail address and password; where the account has a second factor, its code comes next. */
export function signInWithPassword(wish: {
  readonly email: string;
  readonly password: string;
}): Promise<SignInAnswer> {
  return askServer('/api/session', { method: 'POST', body: wish });
}

/** The second step of signing in: the code of the second factor, or a backup code. */
export function signInWithCode(code: string): Promise<{ readonly person: Person }> {
  return askServer('/api/session/code', { method: 'POST', body: { code } });
}

/** From now on this session opens nothing until it is unlocked. */
export function lockSession(): Promise<void> {
  return askServer('/api/session/lock', { method: 'POST' });
}

/** Opens a locked session again with the person's password, or PIN in the demonstration. */
export function unlockSession(proof: string): Promise<void> {
  return askServer('/api/session/unlock', { method: 'POST', body: { proof } });
}

/** Somebody is at this page: the server's own clock begins anew. */
export function announceActive(): Promise<void> {
  return askServer('/api/session/active', { method: 'POST' });
}

/** Whether the server refuses because the session is locked. */
export function isSessionLocked(error: unknown): boolean {
  return error instanceof ServerRefusal && error.status === 401 && error.reason === 'locked';
}
