import { type Me, type Persona } from '@alliance/shared/identity/person';
import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { setTabPersona, tabPersona, takeNamedPersona } from '../ui/tab-persona.ts';
import { forgetLocked, lockedName } from './lock/kept-lock.ts';
import { isSessionLocked, lockSession } from './session-queries.ts';

/** Under which key the signed-in person is kept; invalidating it asks the server again who I am. */
export const meKey = ['me'] as const;

/** Who is signed in in this tab. A frame of two people side by side signs in as the person in its address. */
export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: whoAmI,
  staleTime: 60_000,
  retry: (count, error) => count < 2 && !(error instanceof ServerRefusal && error.status === 401),
});

let isFirst = true;

async function whoAmI(): Promise<Me> {
  if (tabPersona() === undefined && (await isDemonstration())) throw new ServerRefusal(401);
  if (isFirst) await lockAgain();
  isFirst = false;
  try {
    return await whoIsThere();
  } catch (error) {
    if (isSignedOut(error)) forgetLocked();
    const named = isSignedOut(error) ? takeNamedPersona() : undefined;
    if (named === undefined) throw error;
    await signInAsNamed(named);
    return whoIsThere();
  }
}

/** Who is signed in on the server, without signing in anybody. */
export function whoIsThere(): Promise<Me> {
  return askServer('/api/me');
}

/** A page that was locked stays so when it is loaded anew, also where the server could not hear of it then. */
async function lockAgain(): Promise<void> {
  if (lockedName() === undefined) return;
  try {
    await lockSession();
  } catch (error) {
    // It knows already, or nobody is signed in any more.
    if (!(error instanceof ServerRefusal && error.status === 401)) throw error;
  }
}

let isUnknown = false;

/** Whether the address named somebody who is not in the demonstration. */
export function wasUnknown(): boolean {
  return isUnknown;
}

async function signInAsNamed(named: string): Promise<void> {
  try {
    await signInAs(named);
  } catch (error) {
    const isRefused = error instanceof ServerRefusal && [400, 404, 422].includes(error.status);
    if (!isRefused) throw error;
    isUnknown = true;
    setTabPersona(undefined);
    throw new ServerRefusal(401, { cause: error });
  }
}

/** In the demonstration a new tab is nobody yet, also beside another one that has signed in (PG16). */
async function isDemonstration(): Promise<boolean> {
  try {
    await askServer('/api/demo/personas');
    return true;
  } catch (error) {
    if (error instanceof ServerRefusal && error.status === 404) return false;
    throw error;
  }
}

/** Whether the server does not know who is asking. Whose session is locked is known. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ServerRefusal && error.status === 401 && !isSessionLocked(error);
}

/** The people whom a visitor of the demonstration can be; refused where there is no demonstration. */
export function usePersonas(): UseQueryResult<readonly Persona[]> {
  return useQuery({
    queryKey: ['personas'],
    queryFn: () => askServer<readonly Persona[]>('/api/demo/personas'),
    staleTime: Infinity,
    retry: 1,
  });
}

/** Makes this tab a persona of the demonstration. */
export async function signInAs(key: string): Promise<void> {
  await askServer('/api/demo/session', { method: 'POST', body: { persona: key } });
  setTabPersona(key);
  forgetLocked();
}

/** Ends this tab's session on the server; other tabs, as other people, stay. */
export async function signOut(): Promise<void> {
  try {
    await askServer('/api/session', { method: 'DELETE' });
  } catch (error) {
    // It was over before.
    if (!isSignedOut(error)) throw error;
  }
  forgetLocked();
  setTabPersona(undefined);
}

/** Puts the demonstration back to its beginning, with all times relative to now. */
export async function resetDemo(): Promise<void> {
  await askServer('/api/demo/reset', { method: 'POST' });
}

/** The key of the persona that this person is, if they are one. */
export function personaOf(
  personas: readonly Persona[] | undefined,
  person: Me['person'],
): Persona | undefined {
  return (
    personas?.find((persona) => persona.personId === person.id) ??
    personas?.find((persona) => persona.key === tabPersona())
  );
}
