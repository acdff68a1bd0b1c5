import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';

import { type NewSecondFactor } from '@alliance/shared/identity/account';
import { passwordCharactersMax, passwordCharactersMin } from '@alliance/shared/identity/password';
import { type PersonId } from '@alliance/shared/identity/person';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { Kysely } from 'kysely';

import { type AuditEntry, type Storage } from '../storage/port.ts';
import { type SignInStatement } from '../storage/port/accounts.ts';
import { FewAtOnce } from './few-at-once.ts';
import { hashesAtOnce, hashesWaitingMax } from './limits.ts';
import { parameterOf, signInDialect } from './sign-in-dialect.ts';
import { type PasswordCheck, type SignInSecrets } from './sign-in-secrets.ts';
import { ThrowAwayMemory } from './throw-away-memory.ts';

/** What the library is opened with. */
export interface LibrarySettings {
  readonly storage: Pick<Storage, 'querySignIn'>;
  /** The key of the data folder: what the library enciphers is read with one made from it. */
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Passwords and second factors by better-auth: its core and its two-factor plugin, no other. None of its HTTP handlers
 * is mounted, it tells nobody that it is here, and its sessions are thrown away: a call that needs one gets it for its own length.
 */
export function openLibrary(settings: LibrarySettings): SignInSecrets {
  return new LibrarySecrets(settings);
}

/** The tables, as far as statements of ours name them. */
interface Tables {
  readonly sign_in_users: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly emailVerified: number;
    readonly createdAt: string;
    readonly updatedAt: string;
    readonly twoFactorEnabled: number;
  };
  readonly sign_in_credentials: {
    readonly id: string;
    readonly accountId: string;
    readonly providerId: string;
    readonly userId: string;
    readonly password: string;
    readonly createdAt: string;
    readonly updatedAt: string;
  };
  readonly sign_in_second_factors: { readonly userId: string };
}

class LibrarySecrets implements SignInSecrets {
  readonly #now: () => number;
  readonly #secret: string;
  readonly #hashes = new FewAtOnce({ atOnce: hashesAtOnce, waitingMax: hashesWaitingMax });
  /** The entry that the first writing statement of a call takes along. */
  readonly #audits = new AsyncLocalStorage<{ entry: AuditEntry | undefined }>();
  readonly #tables: Kysely<Tables>;
  readonly #library: ReturnType<typeof createLibrary>;

  constructor({ storage, key, now }: LibrarySettings) {
    this.#now = now;
    this.#secret = createHmac('sha256', key).update('sign-in').digest('base64url');
    const takeAudit = () => this.#takeAudit();
    this.#tables = new Kysely<Tables>({ dialect: signInDialect({ storage, takeAudit }) });
    this.#library = createLibrary(this.#tables, this.#secret);
  }

  async password(
    personId: PersonId,
    password: string,
  ): Promise<readonly SignInStatement[] | undefined> {
    const context = await this.#library.$context;
    const hash = await this.#hashes.run(() => context.password.hash(password));
    return hash === undefined ? undefined : this.#passwordStatements(personId, hash);
  }

  async checkPassword(personId: PersonId | undefined, password: string): Promise<PasswordCheck> {
    const { internalAdapter, password: passwords } = await this.#library.$context;
    const found = personId && (await internalAdapter.findCredentialAccount(personId));
    const hash = found?.password;
    const isRight = await this.#hashes.run(async () => {
      if (hash) return await passwords.verify({ hash, password });
      await passwords.hash(password);
      return false;
    });
    if (isRight === undefined) return 'busy';
    return isRight ? 'right' : 'wrong';
  }

  async startSecondFactor({
    personId,
    password,
    label,
    audit,
  }: Parameters<SignInSecrets['startSecondFactor']>[0]): Promise<NewSecondFactor> {
    const made = await this.#as(personId, audit, (headers) =>
      this.#library.api.enableTwoFactor({ headers, body: { password, method: 'totp' } }),
    );
    if (made.method !== 'totp') throw new Error('The library made another kind of second factor.');
    const { totpURI, backupCodes } = made;
    const secret = new URL(totpURI).searchParams.get('secret') ?? '';
    return { secret: inFours(secret), uri: uriOf(label, secret), backupCodes };
  }

  async acceptSecondFactor(personId: PersonId, code: string, audit: AuditEntry): Promise<boolean> {
    return await this.#isRight(personId, audit, (headers) =>
      this.#library.api.verifyTOTP({ headers, body: { code } }),
    );
  }

  async checkCode(personId: PersonId, code: string, audit: AuditEntry): Promise<boolean> {
    if (/^\d{6}$/.test(code)) return await this.acceptSecondFactor(personId, code, audit);
    return await this.#isRight(personId, audit, (headers) =>
      this.#library.api.verifyBackupCode({ headers, body: { code, disableSession: true } }),
    );
  }

  async newBackupCodes(
    personId: PersonId,
    password: string,
    audit: AuditEntry,
  ): Promise<readonly string[]> {
    const { backupCodes } = await this.#as(personId, audit, (headers) =>
      this.#library.api.generateBackupCodes({ headers, body: { password } }),
    );
    return backupCodes;
  }

  async withoutSecondFactor(personId: PersonId): Promise<readonly SignInStatement[]> {
    return [
      this.#tables.deleteFrom('sign_in_second_factors').where('userId', '=', personId),
      this.#tables
        .updateTable('sign_in_users')
        .set({ twoFactorEnabled: 0, updatedAt: this.#at() })
        .where('id', '=', personId),
    ].map(statementOf);
  }

  #passwordStatements(personId: PersonId, password: string): readonly SignInStatement[] {
    const at = this.#at();
    const [createdAt, updatedAt] = [at, at];
    return [
      this.#tables
        .insertInto('sign_in_users')
        .values({
          id: personId,
          // The library knows people by their ids alone: names and addresses are in one place, which is not here.
          name: personId,
          email: `${personId}@person.invalid`,
          emailVerified: 1,
          createdAt,
          updatedAt,
          twoFactorEnabled: 0,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ updatedAt })),
      this.#tables
        .insertInto('sign_in_credentials')
        .values({
          id: personId,
          accountId: personId,
          providerId: 'credential',
          userId: personId,
          password,
          createdAt,
          updatedAt,
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ password, updatedAt })),
    ].map(statementOf);
  }

  /** Whether the library calls it right; what it does not understand is wrong. */
  async #isRight(
    personId: PersonId,
    audit: AuditEntry,
    ask: (headers: Headers) => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await this.#as(personId, audit, ask);
      return true;
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return false;
      throw error;
    }
  }

  /** Asks the library in a person's name, by a session that is there for this question only. */
  async #as<Answer>(
    personId: PersonId,
    audit: AuditEntry,
    ask: (headers: Headers) => Promise<Answer>,
  ): Promise<Answer> {
    const { internalAdapter, authCookies } = await this.#library.$context;
    const { token } = await internalAdapter.createSession(personId);
    try {
      const cookie = `${authCookies.sessionToken.name}=${this.#signed(token)}`;
      const headers = new Headers({ cookie });
      return await this.#audits.run({ entry: audit }, () => ask(headers));
    } finally {
      await internalAdapter.deleteSession(token);
    }
  }

  /** As the library signs its cookies. */
  #signed(token: string): string {
    const signature = createHmac('sha256', this.#secret).update(token).digest('base64');
    return encodeURIComponent(`${token}.${signature}`);
  }

  #takeAudit(): AuditEntry | undefined {
    const waiting = this.#audits.getStore();
    const entry = waiting?.entry;
    if (waiting !== undefined) waiting.entry = undefined;
    return entry;
  }

  #at(): string {
    return new Date(this.#now()).toISOString();
  }
}

/** The library, with everything off that is not asked for here. */
function createLibrary(db: Kysely<Tables>, secret: string) {
  const { get, getAndDelete, set, delete: remove } = new ThrowAwayMemory();
  return betterAuth({
    appName: 'Alliance',
    baseURL: 'http://localhost',
    secret,
    database: { db, type: 'sqlite', transaction: false },
    advanced: {
      database: { validateSchema: false },
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    user: { modelName: 'sign_in_users' },
    account: { modelName: 'sign_in_credentials' },
    session: { cookieCache: { enabled: false } },
    // Counting and waiting is done around it, by account and by address; no request reaches the library itself.
    rateLimit: { enabled: false },
    secondaryStorage: { get, getAndDelete, set, delete: remove, increment: () => 1 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordCharactersMin,
      maxPasswordLength: 2 * passwordCharactersMax,
    },
    plugins: [
      twoFactor({
        issuer: 'Alliance',
        schema: { twoFactor: { modelName: 'sign_in_second_factors' } },
        accountLockout: { enabled: false },
      }),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

/** A statement of ours, for whoever executes it with others in one transaction. */
function statementOf(query: {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
}): SignInStatement {
  const { sql, parameters } = query.compile();
  return { sql, parameters: parameters.map(parameterOf) };
}

function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function uriOf(label: string, secret: string): string {
  const account = encodeURIComponent(`Alliance:${label}`);
  return `otpauth://totp/${account}?secret=${secret}&issuer=Alliance&digits=6&period=30`;
}
