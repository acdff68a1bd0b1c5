/** Accounts, their links and what signs them in, for the storage's tests. */
import { type Person, toPersonId } from '@alliance/shared/identity/person';

import { type Session } from '../../server/storage/port.ts';
import {
  type Account,
  type AccountLink,
  type AccountWrite,
  type AddAccount,
  type SignInStatement,
} from '../../server/storage/port/accounts.ts';
import { audit, sessionOf } from './sample-world.ts';

/** An administrator, or somebody else, with a new account. */
export function addingOf(name: string, more: Partial<Account> = {}): AddAccount {
  const person: Person = {
    id: toPersonId(`person-${name}`),
    name: `${name} Surname`,
    shortName: name,
    isSimulated: false,
  };
  const account: Account = {
    personId: person.id,
    email: `${name}@example.org`,
    isAdministrator: false,
    hasSecondFactor: false,
    failures: 0,
    createdAt: '2026-01-03T09:00:00.000Z',
    version: 1,
    ...more,
  };
  return { person, account, audit: audit('account.create', person.id) };
}

/** The next state of an account. */
export function changeOf(before: Account, changes: Partial<Account> = {}): AccountWrite {
  return {
    account: { ...before, ...changes, version: before.version + 1 },
    expectedVersion: before.version,
    audit: audit('account.write', before.personId),
  };
}

/** A link to join, for a day. */
export function linkOf(digest: string, more: Partial<AccountLink> = {}): AccountLink {
  return { digest, purpose: 'join', expiresAt: '2026-01-04T09:00:00.000Z', ...more };
}

/** A living session of somebody with an account. */
export function accountSessionOf(account: Account, digest: string, hour = 9): Session {
  const createdAt = `2026-01-03T${String(hour).padStart(2, '0')}:00:00.000Z`;
  return { ...sessionOf(account.personId, digest), kind: 'account', createdAt };
}

/** Makes somebody known to the sign-in library. */
export function signInUser(id: string): SignInStatement {
  return {
    sql: `INSERT INTO sign_in_users VALUES (?, 'Name', ?, 1, NULL, 'now', 'now', NULL)`,
    parameters: [id, `${id}@example.org`],
  };
}

/** Asks who is known to it. */
export const signInUsers: SignInStatement = {
  sql: 'SELECT id, emailVerified, image FROM sign_in_users ORDER BY id',
  parameters: [],
};
