import { createHash, randomBytes, randomUUID } from 'node:crypto';

import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type AuditEntry, type Session, type Storage } from '../storage/port.ts';
import { type Credentials, type Visitor } from '../sync/ports.ts';
import { sessionsPerPersonMax } from './limits.ts';
import { type SessionCookie, readSessionCookies, signInCookie } from './session-cookie.ts';
import { type Silence } from './silence.ts';

/** How long a sign-in lasts. A shift and its handover fit; a forgotten browser does not stay signed in for days. */
export const sessionMsMax = 16 * 60 * 60_000;

/** Signs people in and out and says who a request comes from. */
export interface Sessions {
  /** Starts a session. `cookie` is the `Set-Cookie` header; `session` holds no secret. */
  signIn(request: SignIn): Promise<{ readonly session: Session; readonly cookie: string }>;
  /** The living session of a request that may open something. Undefined when there is none, or several and none is named (ID3). */
  authenticate(credentials: Credentials): Promise<Visitor | undefined>;
  /** Whoever's living session is locked: all that it opens is the way to unlock it, and the way out. */
  lockedVisitor(credentials: Credentials): Promise<Visitor | undefined>;
  /** Somebody is there: from now on silence locks this session. */
  heard(visitor: Visitor): Promise<void>;
  /** Locks a session; its sockets end at once. */
  lock(visitor: Visitor): Promise<void>;
  /** Opens it again. False when it is over meanwhile. */
  unlock(visitor: Visitor): Promise<boolean>;
  /** Ends a visitor's session. */
  signOut(visitor: Visitor): Promise<void>;
  /** The living sessions of somebody, or of everybody, newest first. */
  living(request: {
    readonly personId?: PersonId;
    readonly limit: number;
  }): Promise<readonly Session[]>;
  /** Ends sessions by their refs; their sockets end at once. `by`: who wants that. */
  end(refs: readonly string[], by: PersonId | undefined): Promise<void>;
  /** Calls back with each session that opens nothing any more. */
  onEnd(listener: (ref: string) => void): void;
  /** Locks the sessions whose pages have been silent for too long. */
  lockSilent(): Promise<void>;
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
  /** Which browser it is. */
  readonly label?: string;
}

/** What sessions are made with. */
export interface SessionSettings {
  readonly storage: Pick<
    Storage,
    | 'createSession'
    | 'session'
    | 'endSession'
    | 'person'
    | 'writeSession'
    | 'sessionsOf'
    | 'endSessions'
  >;
  /** Signs the cookies. */
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Which pages say that somebody is there, and when they last did. */
  readonly silence: Silence;
  /** Whether personas may be here now; otherwise accounts may. */
  readonly isDemo: () => boolean;
}

/** Sessions on top of the storage; only the SHA-256 of a secret is ever kept. */
export function createSessions(settings: SessionSettings): Sessions {
  return new StoredSessions(settings);
}

class StoredSessions implements Sessions {
  readonly #settings: SessionSettings;
  readonly #listeners: ((ref: string) => void)[] = [];

  constructor(settings: SessionSettings) {
    this.#settings = settings;
  }

  async signIn({ person, persona, kind, isSecure, label }: SignIn): Promise<{
    readonly session: Session;
    readonly cookie: string;
  }> {
    const { storage, key, now } = this.#settings;
    if (kind === 'account') await this.#makeRoom(person.id);
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now() + sessionMsMax).toISOString();
    const session: Session = {
      secretDigest: digestOf(secret),
      ref: randomUUID(),
      personId: person.id,
      kind,
      createdAt: this.#at(),
      expiresAt,
      ...(label !== undefined && { label }),
    };
    await storage.createSession(session, this.#audit('session.create', session, person.id));
    return { session, cookie: signInCookie({ persona, secret }, { key, isSecure, expiresAt }) };
  }

  async authenticate(credentials: Credentials): Promise<Visitor | undefined> {
    const visitor = await this.#livingVisitor(credentials);
    if (visitor === undefined || visitor.session.lockedAt !== undefined) return undefined;
    if (!this.#settings.silence.isTooLong(visitor.session)) return visitor;
    await this.lock(visitor);
    return undefined;
  }

  async lockedVisitor(credentials: Credentials): Promise<Visitor | undefined> {
    const visitor = await this.#livingVisitor(credentials);
    return visitor?.session.lockedAt === undefined ? undefined : visitor;
  }

  async heard({ session, person }: Visitor): Promise<void> {
    const { storage, silence } = this.#settings;
    silence.heard(session);
    if (session.isWatched) return;
    const audit = this.#audit('session.watch', session, person.id);
    await storage.writeSession({ ...session, isWatched: true }, audit);
  }

  async lock({ session, person }: Visitor): Promise<void> {
    await this.#lock(session, person.id);
  }

  async unlock({ session, person }: Visitor): Promise<boolean> {
    const { storage, silence } = this.#settings;
    const { lockedAt: _locked, ...open } = session;
    silence.heard(session);
    return await storage.writeSession(open, this.#audit('session.unlock', session, person.id));
  }

  async signOut({ session, person }: Visitor): Promise<void> {
    const audit = this.#audit('session.end', session, person.id);
    await this.#settings.storage.endSession(session.secretDigest, audit);
    this.#tell(session.ref);
  }

  async living({
    personId,
    limit,
  }: {
    readonly personId?: PersonId;
    readonly limit: number;
  }): Promise<readonly Session[]> {
    const request = { now: this.#at(), limit, ...(personId !== undefined && { personId }) };
    const sessions = await this.#settings.storage.sessionsOf(request);
    return sessions.filter((session) => this.#mayBeHere(session));
  }

  async end(refs: readonly string[], by: PersonId | undefined): Promise<void> {
    const [subjectId] = refs;
    if (subjectId === undefined) return;
    const audit = { at: this.#at(), action: 'session.revoke', subjectId };
    const who = by === undefined ? {} : { personId: by };
    const ended = await this.#settings.storage.endSessions(refs, { ...audit, ...who });
    for (const { ref } of ended) this.#tell(ref);
  }

  onEnd(listener: (ref: string) => void): void {
    this.#listeners.push(listener);
  }

  async lockSilent(): Promise<void> {
    await Promise.all(
      this.#settings.silence.tooLong().map((session) => this.#lock(session, session.personId)),
    );
  }

  personaOf({ cookie }: Credentials, { session }: Visitor): string | undefined {
    return readSessionCookies(cookie, this.#settings.key).find(
      ({ secret }) => digestOf(secret) === session.secretDigest,
    )?.persona;
  }

  async #livingVisitor({ cookie, persona }: Credentials): Promise<Visitor | undefined> {
    const cookies = readSessionCookies(cookie, this.#settings.key).filter(
      (candidate) => persona === undefined || candidate.persona === persona,
    );
    const visitors = await Promise.all(cookies.map((each) => this.#visitorOf(each)));
    const living = visitors.filter((visitor) => visitor !== undefined);
    return living.length === 1 ? living[0] : undefined;
  }

  async #visitorOf(cookie: SessionCookie): Promise<Visitor | undefined> {
    const { storage, now } = this.#settings;
    const session = await storage.session(digestOf(cookie.secret));
    if (session === undefined || Date.parse(session.expiresAt) <= now()) return undefined;
    if (!this.#mayBeHere(session)) return undefined;
    const person = await storage.person(session.personId);
    return person && { session, person };
  }

  /** Accounts and the people of the demonstration are never here together. */
  #mayBeHere({ kind }: Session): boolean {
    return (kind === 'account') !== this.#settings.isDemo();
  }

  /** Locks what is stored now: a session that was remembered may have changed, or be over. */
  async #lock(session: Session, by: PersonId): Promise<void> {
    const { storage } = this.#settings;
    const present = await storage.session(session.secretDigest);
    if (present !== undefined && present.lockedAt === undefined) {
      const audit = this.#audit('session.lock', session, by);
      await storage.writeSession({ ...present, lockedAt: this.#at() }, audit);
    }
    // Only now is its silence forgotten: whatever is asked meanwhile finds it silent still.
    this.#tell(session.ref);
  }

  async #makeRoom(personId: PersonId): Promise<void> {
    const sessions = await this.living({ personId, limit: sessionsPerPersonMax + 1 });
    const old = sessions.slice(sessionsPerPersonMax - 1).map(({ ref }) => ref);
    await this.end(old, personId);
  }

  #tell(ref: string): void {
    this.#settings.silence.forget(ref);
    for (const listener of this.#listeners) listener(ref);
  }

  #at(): string {
    return new Date(this.#settings.now()).toISOString();
  }

  #audit(action: string, { ref }: Session, personId: PersonId): AuditEntry {
    return { at: this.#at(), personId, action, subjectId: ref };
  }
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
