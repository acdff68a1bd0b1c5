import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type AuditEntry, type Session } from '../port.ts';

/** People with an account, their links, and what the installation has been told. Passwords and second factors are in tables of the sign-in library, reached by {@link SignInTables}. */
export interface Accounts {
  account(personId: PersonId): Promise<Account | undefined>;
  /** By the address in lower case. */
  accountOfEmail(email: string): Promise<Account | undefined>;
  /** All of them with their people, in the order of their person ids: after `afterId`, at most `limit`. */
  accounts(afterId: string, limit: number): Promise<readonly AccountRecord[]>;
  /**
   * Adds a person with an account, and its password with it. `taken`: the address has one already. `link-spent`: the link
   * that it names is not there any more, or the one that it leaves is there already. In both cases nothing was written.
   */
  addAccount(adding: AddAccount): Promise<'kept' | 'taken' | 'link-spent'>;
  /**
   * Keeps a new state of an account when the one before it is the present one. `taken`: another one has the address.
   * `last-administrator`: nobody would be left who administers. `link-spent`: the link that it names is not there any
   * more. In each of these cases nothing was written. Whoever is suspended with it gets no new session (see
   * {@link Sessions.createSession}); those that live are ended with `endSessions`.
   */
  writeAccount(write: AccountWrite): Promise<AccountWritten>;
  /** Changes how a person is called. */
  renamePerson(person: Person, audit: AuditEntry): Promise<void>;
  /** One-time links: to set up the first administrator, to join, to set a new password. */
  link(digest: string): Promise<AccountLink | undefined>;
  /** Keeps a link. It takes the place of an earlier one that sets up, or that is for the same person's password, and of all that are over by the entry's time. */
  putLink(link: AccountLink, audit: AuditEntry): Promise<void>;
  /** False when it is gone already. */
  spendLink(digest: string, audit: AuditEntry): Promise<boolean>;
  /** Every session of a person, or of everybody, that lives at `now`: newest first, at most `limit`. */
  sessionsOf(request: {
    readonly personId?: PersonId;
    readonly now: string;
    readonly limit: number;
  }): Promise<readonly Session[]>;
  /** Ends sessions by their ref; gives those that were there, newest first. One entry is left for all, none when there was none. */
  endSessions(refs: readonly string[], audit: AuditEntry): Promise<readonly Session[]>;
  /** Keeps what has changed in a session: locked, unlocked, watched, its label, until when it lives. False when it is over: it does not come back. */
  writeSession(session: Session, audit: AuditEntry): Promise<boolean>;
  /** The {@link startingSettings} until they are written. */
  settings(): Promise<InstallationSettings>;
  writeSettings(settings: InstallationSettings, audit: AuditEntry): Promise<void>;
}

/** What became of a write of an account. */
export type AccountWritten = 'kept' | 'stale' | 'taken' | 'last-administrator' | 'link-spent';

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
  /** The link that brought them: it is spent. */
  readonly linkDigest?: string;
  /** Kept with them, so that nobody else comes by what brought them. */
  readonly leaves?: AccountLink;
  /** Executed in the same transaction. */
  readonly signIn?: readonly SignInStatement[];
  readonly audit: AuditEntry;
}

/** A new state of an account. */
export interface AccountWrite {
  /** Its version is `expectedVersion + 1`. */
  readonly account: Account;
  readonly expectedVersion: number;
  /** The link that allows it: it is spent. */
  readonly linkDigest?: string;
  /** Executed in the same transaction: a new password, a new address in the tables of the sign-in library. */
  readonly signIn?: readonly SignInStatement[];
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

/** What holds before an administrator has decided anything. */
export const startingSettings: InstallationSettings = { idleMinutes: 5 };

/**
 * The tables of the sign-in library, by SQL: one statement is one transaction. Only its adapter uses it. They are
 * `sign_in_users`, `sign_in_credentials` and `sign_in_second_factors`, with the columns that the library asks for; its
 * sessions are in no table.
 */
export interface SignInTables {
  querySignIn(
    statement: SignInStatement & {
      /** Written with the statement where it changes something. */
      readonly audit?: AuditEntry;
    },
  ): Promise<SignInRows>;
}

/** One statement on the tables of the sign-in library. */
export interface SignInStatement {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
}

/** What a statement has given. */
export interface SignInRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows it has written or removed. */
  readonly changes: number;
}
