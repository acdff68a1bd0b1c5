import { type MySession } from '@alliance/shared/identity/account';

import { problems } from '../http/problem.ts';
import { type Route, lockedRoute, memberRoute, nothing } from '../http/route.ts';
import { type Session } from '../storage/port.ts';
import { mySessionsSchema, proofSchema, signedInSchema } from './identity-schema.ts';
import { sessionsPerPersonMax } from './limits.ts';
import { type ProofCheck } from './proof-check.ts';
import { signOutCookie } from './session-cookie.ts';
import { type Sessions } from './sessions.ts';

/** What the routes about sessions need. */
export interface SessionRouteSettings {
  readonly sessions: Sessions;
  readonly proof: ProofCheck;
}

/** Leaving, locking and unlocking, and where else I am signed in. */
export function sessionRoutes(settings: SessionRouteSettings): readonly Route[] {
  return [
    signOut(settings),
    lock(settings),
    unlock(settings),
    active(settings),
    listSessions(settings),
    endSession(settings),
    endOthers(settings),
  ];
}

function signOut({ sessions }: SessionRouteSettings): Route {
  return lockedRoute({
    method: 'delete',
    path: '/api/session',
    summary: 'Sign out this person; others in this browser stay signed in',
    body: nothing,
    answer: nothing,
    async handle({ visitor, credentials, isSecure }) {
      const persona = sessions.personaOf(credentials, visitor);
      await sessions.signOut(visitor);
      return {
        answer: undefined,
        ...(persona !== undefined && { cookie: signOutCookie(persona, isSecure) }),
        // Several people of the demonstration share one browser: whoever leaves takes nothing of the others along.
        ...(visitor.session.kind === 'account' && { clearsSite: true as const }),
      };
    },
  });
}

function lock({ sessions }: SessionRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/session/lock',
    summary: 'Lock this session: it opens nothing until it is unlocked',
    body: nothing,
    answer: nothing,
    async handle({ visitor }) {
      await sessions.lock(visitor);
      return { answer: undefined };
    },
  });
}

function unlock({ sessions, proof }: SessionRouteSettings): Route {
  return lockedRoute({
    method: 'post',
    path: '/api/session/unlock',
    summary: 'Go on after a lock, with the password, or the PIN of a persona',
    body: proofSchema,
    answer: signedInSchema,
    async handle({ visitor, body }) {
      const problem = await proof.confirm(visitor, body.proof);
      if (problem !== undefined) return problem;
      if (!(await sessions.unlock(visitor))) return problems.signedOut;
      return { answer: { person: visitor.person } };
    },
  });
}

function active({ sessions }: SessionRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/session/active',
    summary: 'Somebody is at this page now; from the first time on, silence locks the session',
    body: nothing,
    answer: nothing,
    async handle({ visitor }) {
      await sessions.heard(visitor);
      return { answer: undefined };
    },
  });
}

function listSessions({ sessions }: SessionRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/me/sessions',
    summary: 'Where I am signed in',
    body: nothing,
    answer: mySessionsSchema,
    async handle({ visitor }) {
      const mine = await living(sessions, visitor.person.id);
      return { answer: mine.map((session) => viewOf(session, visitor.session)) };
    },
  });
}

function endSession({ sessions }: SessionRouteSettings): Route {
  return memberRoute({
    method: 'delete',
    path: '/api/me/sessions/{ref}',
    summary: 'End one of my sessions; its pages notice within a second',
    body: nothing,
    answer: nothing,
    async handle({ visitor, params }) {
      const mine = await living(sessions, visitor.person.id);
      const one = mine.find(({ ref }) => ref === params['ref']);
      if (one === undefined) return problems.notFound;
      await sessions.end([one.ref], visitor.person.id);
      return { answer: undefined };
    },
  });
}

function endOthers({ sessions }: SessionRouteSettings): Route {
  return memberRoute({
    method: 'delete',
    path: '/api/me/sessions',
    summary: 'End all of my sessions but this one',
    body: nothing,
    answer: nothing,
    async handle({ visitor }) {
      await endAllBut(sessions, visitor.person.id, visitor.session.ref);
      return { answer: undefined };
    },
  });
}

/** Ends the sessions of a person, but for one where one is named. */
export async function endAllBut(
  sessions: Pick<Sessions, 'living' | 'end'>,
  personId: Session['personId'],
  keepRef: string | undefined,
): Promise<void> {
  const all = await living(sessions, personId);
  const others = all.map(({ ref }) => ref).filter((ref) => ref !== keepRef);
  await sessions.end(others, personId);
}

/** The people of the demonstration have as many as there are visitors. */
async function living(
  sessions: Pick<Sessions, 'living'>,
  personId: Session['personId'],
): Promise<readonly Session[]> {
  return await sessions.living({ personId, limit: 10 * sessionsPerPersonMax });
}

function viewOf({ ref, label, createdAt, expiresAt, lockedAt }: Session, own: Session): MySession {
  return {
    ref,
    label: label ?? '',
    createdAt,
    expiresAt,
    isLocked: lockedAt !== undefined,
    isThis: ref === own.ref,
  };
}
