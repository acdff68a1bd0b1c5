import { tabPersona } from '../../ui/tab-persona.ts';

/**
 * That this browser's page was locked, so that loading it anew opens nothing before the server has heard of it (a
 * server that was out of reach still believes the session to be open). It holds how the person is called, nothing else.
 */
export function rememberLocked(name: string): void {
  localStorage.setItem(key(), name);
}

/** Who locked the page, when it was. */
export function lockedName(): string | undefined {
  return localStorage.getItem(key()) ?? undefined;
}

/** The page was unlocked, or its person has left. */
export function forgetLocked(): void {
  localStorage.removeItem(key());
}

function key(): string {
  return `alliance.locked.${tabPersona() ?? 'account'}`;
}
