/** Accounts, their one-time links and what the installation has been told, in SQLite. The caller holds the transaction. */
import { type DatabaseSync } from 'node:sqlite';

import { type Person } from '@alliance/shared/identity/person';

import { canAdminister, obstacleToAccount } from '../account-precondition.ts';
import {
  type Account,
  type AccountLink,
  type AccountRecord,
  type AccountWrite,
  type AccountWritten,
  type AddAccount,
  type InstallationSettings,
  startingSettings,
} from '../port/accounts.ts';
import { change, query } from './query.ts';

interface RecordRow {
  /** JSON. */
  readonly record: string;
}

type AccountRow = RecordRow &
  Omit<Person, 'isSimulated'> & {
    readonly isSimulated: number;
  };

/** Writes and reads accounts. */
export class AccountRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(database: DatabaseSync) {
    this.#statements = prepareStatements(database);
  }

  account(personId: string): Account | undefined {
    const row = this.#statements.account.get(personId);
    return row && decodeAccount(row);
  }

  accountOfEmail(email: string): Account | undefined {
    const row = this.#statements.ofEmail.get(email);
    return row && decodeAccount(row);
  }

  accounts(afterId: string, limit: number): readonly AccountRecord[] {
    return this.#statements.accounts
      .all(afterId, limit)
      .map(({ record, isSimulated, ...person }) => ({
        account: decodeAccount({ record }),
        person: { ...person, isSimulated: isSimulated === 1 },
      }));
  }

  /** Whether an account can be added; the link is spent and the account kept when it can. The person is the caller's. */
  add({ account, linkDigest, leaves, audit }: AddAccount): 'kept' | 'taken' | 'link-spent' {
    if (linkDigest !== undefined && this.link(linkDigest) === undefined) return 'link-spent';
    if (leaves !== undefined && this.link(leaves.digest) !== undefined) return 'link-spent';
    if (this.accountOfEmail(account.email) !== undefined) return 'taken';
    if (linkDigest !== undefined) this.spendLink(linkDigest);
    const { personId, email, version } = account;
    this.#statements.add.run(
      personId,
      email,
      Number(canAdminister(account)),
      version,
      JSON.stringify(account),
    );
    if (leaves !== undefined) this.putLink(leaves, audit.at);
    return 'kept';
  }

  /** Keeps a new state; writes nothing when it may not. The audit is the caller's. */
  write(write: AccountWrite): AccountWritten {
    const { account, linkDigest } = write;
    if (linkDigest !== undefined && this.link(linkDigest) === undefined) return 'link-spent';
    const { personId, email, version } = account;
    const obstacle = obstacleToAccount(write, {
      present: this.account(personId),
      ofEmail: this.accountOfEmail(email),
      hasOtherAdministrator: this.#statements.otherAdministrator.get(personId) !== undefined,
    });
    if (obstacle !== undefined) return obstacle;
    if (linkDigest !== undefined) this.spendLink(linkDigest);
    const record = JSON.stringify(account);
    this.#statements.put.run(email, Number(canAdminister(account)), version, record, personId);
    return 'kept';
  }

  link(digest: string): AccountLink | undefined {
    const row = this.#statements.link.get(digest);
    if (row === undefined) return undefined;
    const link: AccountLink = JSON.parse(row.record);
    return link;
  }

  /** Keeps a link, without those in whose place it comes and those that are over at `at`. */
  putLink(link: AccountLink, at: string): void {
    const { digest, purpose, personId = null, expiresAt } = link;
    this.#statements.forgetLinks.run(at);
    if (purpose !== 'join') this.#statements.replaceLinks.run(purpose, personId);
    this.#statements.putLink.run(digest, purpose, personId, expiresAt, JSON.stringify(link));
  }

  /** False when it is gone already. */
  spendLink(digest: string): boolean {
    return this.#statements.spendLink.run(digest).changes === 1;
  }

  settings(): InstallationSettings {
    const row = this.#statements.settings.get();
    if (row === undefined) return startingSettings;
    const settings: InstallationSettings = JSON.parse(row.record);
    return settings;
  }

  putSettings(settings: InstallationSettings): void {
    this.#statements.putSettings.run(JSON.stringify(settings));
  }
}

function decodeAccount({ record }: RecordRow): Account {
  const account: Account = JSON.parse(record);
  return account;
}

function prepareStatements(database: DatabaseSync) {
  return {
    account: query<RecordRow>(database, 'SELECT record FROM accounts WHERE personId = ?'),
    ofEmail: query<RecordRow>(database, 'SELECT record FROM accounts WHERE email = ?'),
    accounts: query<AccountRow>(
      database,
      `
      SELECT record, personId AS id, name, shortName, isSimulated
      FROM accounts JOIN people USING (personId)
      WHERE personId > ? ORDER BY personId LIMIT ?`,
    ),
    otherAdministrator: query<object>(
      database,
      'SELECT 1 FROM accounts WHERE administers = 1 AND personId <> ? LIMIT 1',
    ),
    add: change(database, 'INSERT INTO accounts VALUES (?, ?, ?, ?, ?)'),
    put: change(
      database,
      `
      UPDATE accounts SET email = ?, administers = ?, version = ?, record = ? WHERE personId = ?`,
    ),
    link: query<RecordRow>(database, 'SELECT record FROM account_links WHERE digest = ?'),
    putLink: change(database, 'INSERT INTO account_links VALUES (?, ?, ?, ?, ?)'),
    forgetLinks: change(database, 'DELETE FROM account_links WHERE expiresAt <= ?'),
    replaceLinks: change(database, 'DELETE FROM account_links WHERE purpose = ? AND personId IS ?'),
    spendLink: change(database, 'DELETE FROM account_links WHERE digest = ?'),
    settings: query<RecordRow>(database, 'SELECT record FROM installation'),
    putSettings: change(
      database,
      `
      INSERT INTO installation VALUES (1, ?)
      ON CONFLICT DO UPDATE SET record = excluded.record`,
    ),
  };
}
