import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type AuditEntry, type Session } from '../port.ts';

/** People with an account, their links, and what the installation has been told. Passwords and second factors are in tables of the sign-in library, reached by {@link SignInTables}. */
export interface Accounts {
  account(personId: PersonId): Promise<Account | undefined>;
  /** By the address in lower case. */
  accountOfEmail(email: string): Promise<Account | undefined>;
  /** All of them with their people, by name; after `afterId` by person id, at most `limit`. */
  accounts(afterId: string, limit: number): Promise<readonly AccountRecord[]>;
  /** Adds a person with an account. `taken`: the address has one already. Spends the link where one is named: `link-spent` when that is not there any more. */
  addAccount(adding: AddAccount): Promise<'kept' | 'taken' | 'link-spent'>;
  /** Keeps a new state of an account when the one before it is the present one. `last-administrator`: nobody would be left who administers; nothing was written. */
  writeAccount(write: {
    readonly account: Account;
    readonly expectedVersion: number;
    readonly audit: AuditEntry;
  }): Promise<'kept' | 'stale' | 'taken' | 'last-administrator'>;
  /** Changes how a person is called. */
  renamePerson(person: Person, audit: AuditEntry): Promise<void>;
  /** One-time links: to set up the first administrator, to join, to set a new password. */
  link(digest: string): Promise<AccountLink | undefined>;
  putLink(link: AccountLink, audit: AuditEntry): Promise<void>;
  /** False when it is gone already. */
  spendLink(digest: string, audit: AuditEntry): Promise<boolean>;
  /** Every living session of a person, or of everybody, newest first, at most `limit`. */
  sessionsOf(request: {
    readonly personId?: PersonId;
    readonly now: string;
    readonly limit: number;
  }): Promise<readonly Session[]>;
  /** Ends sessions by their ref; gives those that were there. */
  endSessions(refs: readonly string[], audit: AuditEntry): Promise<readonly Session[]>;
  /** Keeps what changed in a session: locked, unlocked, watched. False when it is over. */
  writeSession(session: Session, audit: AuditEntry): Promise<boolean>;
  settings(): Promise<InstallationSettings>;
  writeSettings(settings: InstallationSettings, audit: AuditEntry): Promise<void>;
}

/** An account, without anything secret. */
export interface Account {
  readonly personId: PersonId;
  /** In lower case. */
  readonly email: string;
  readonly isAdministrator: boolean;
  /** ISO 8601 instant; absent while they may sign in. */
  readonly suspendedAt?: string;
  readonly hasSecondFactor: boolean;
  /** Wrong passwords or codes in a row, and when the last one came. */
  readonly failures: number;
  readonly failedAt?: string;
  readonly createdAt: string;
  /** From 1. */
  readonly version: number;
}

/** An account with its person. */
export interface AccountRecord {
  readonly account: Account;
  readonly person: Person;
}

/** A new person with an account. */
export interface AddAccount {
  readonly person: Person;
  readonly account: Account;
  /** The link that brought them. */
  readonly linkDigest?: string;
  readonly audit: AuditEntry;
}

/** A link that works once. */
export interface AccountLink {
  /** SHA-256 of the secret, hex. */
  readonly digest: string;
  readonly purpose: 'set-up' | 'join' | 'new-password';
  /** Whose password. */
  readonly personId?: PersonId;
  /** The new account administers. */
  readonly isAdministrator?: boolean;
  readonly by?: PersonId;
  readonly expiresAt: string;
}

/** What an administrator has decided for everybody. */
export interface InstallationSettings {
  /** Minutes without a key or pointer after which a page is locked, 1 to 30. */
  readonly idleMinutes: number;
  /** Whether the demonstration runs; absent: as the configuration says. */
  readonly isDemo?: boolean;
}

/**
 * The tables of the sign-in library, by SQL: one statement is one transaction. Only its adapter uses it. They are
 * `sign_in_users`, `sign_in_credentials` and `sign_in_second_factors`, with the columns that the library asks for; its
 * sessions are in no table.
 */
export interface SignInTables {
  querySignIn(statement: {
    readonly sql: string;
    readonly parameters: readonly (string | number | null)[];
    /** Written with the statement where it changes something. */
    readonly audit?: AuditEntry;
  }): Promise<{
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    readonly changes: number;
  }>;
}
