import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { type Person } from '@alliance/shared/identity/person';

import { type Session, type Storage } from '../storage/port.ts';
import { type Credentials, type Visitor } from '../sync/ports.ts';
import { type SessionCookie, readSessionCookies, signInCookie } from './session-cookie.ts';

/** How long a sign-in lasts. A shift and its handover fit; a forgotten browser does not stay signed in for days. */
export const sessionMsMax = 16 * 60 * 60_000;

/** Signs people in and out and says who a request comes from. */
export interface Sessions {
  /** Starts a session. `cookie` is the `Set-Cookie` header; `session` holds no secret. */
  signIn(request: SignIn): Promise<{ readonly session: Session; readonly cookie: string }>;
  /** The living session of a request. Undefined when there is none, or several and none is named (ID3). */
  authenticate(credentials: Credentials): Promise<Visitor | undefined>;
  /** Ends a visitor's session. */
  signOut(visitor: Visitor): Promise<void>;
  /** The persona whose session this is: what its cookie is called after. */
  personaOf(credentials: Credentials, visitor: Visitor): string | undefined;
}

/** Who signs in, and under which cookie. */
export interface SignIn {
  readonly person: Person;
  /** Names the cookie, so that people in other tabs of the browser stay signed in. */
  readonly persona: string;
  readonly kind: Session['kind'];
  /** The cookie only travels over TLS. */
  readonly isSecure: boolean;
}

/** What sessions are made with. */
export interface SessionSettings {
  readonly storage: Pick<Storage, 'createSession' | 'session' | 'endSession' | 'person'>;
  /** Signs the cookies. */
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Sessions on top of the storage; only the SHA-256 of a secret is ever kept. */
export function createSessions(settings: SessionSettings): Sessions {
  const { storage, key, now } = settings;
  const at = () => new Date(now()).toISOString();

  async function visitorOf(cookie: SessionCookie): Promise<Visitor | undefined> {
    const session = await storage.session(digestOf(cookie.secret));
    if (session === undefined || Date.parse(session.expiresAt) <= now()) return undefined;
    const person = await storage.person(session.personId);
    return person && { session, person };
  }

  return {
    async signIn({ person, persona, kind, isSecure }) {
      const secret = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now() + sessionMsMax).toISOString();
      const session: Session = {
        secretDigest: digestOf(secret),
        ref: randomUUID(),
        personId: person.id,
        kind,
        createdAt: at(),
        expiresAt,
      };
      const audit = {
        at: at(),
        personId: person.id,
        action: 'session.create',
        subjectId: session.ref,
      };
      await storage.createSession(session, audit);
      return { session, cookie: signInCookie({ persona, secret }, { key, isSecure, expiresAt }) };
    },

    async authenticate({ cookie, persona }) {
      const cookies = readSessionCookies(cookie, key).filter(
        (candidate) => persona === undefined || candidate.persona === persona,
      );
      const visitors = await Promise.all(cookies.map(visitorOf));
      const living = visitors.filter((visitor) => visitor !== undefined);
      return living.length === 1 ? living[0] : undefined;
    },

    async signOut({ session, person }) {
      const audit = {
        at: at(),
        personId: person.id,
        action: 'session.end',
        subjectId: session.ref,
      };
      await storage.endSession(session.secretDigest, audit);
    },

    personaOf({ cookie }, { session }) {
      return readSessionCookies(cookie, key).find(
        ({ secret }) => digestOf(secret) === session.secretDigest,
      )?.persona;
    },
  };
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
