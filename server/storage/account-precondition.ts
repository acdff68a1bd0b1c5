import assert from 'node:assert/strict';

import { type Account, type AccountWrite } from './port/accounts.ts';

/** What an adapter knows before it writes an account; absent is what it does not have. */
export interface BeforeAccountWrite {
  readonly present: Account | undefined;
  /** Whose the address is. */
  readonly ofEmail: Account | undefined;
  /** Somebody else administers and may sign in. */
  readonly hasOtherAdministrator: boolean;
}

/** Why an account cannot be written as asked; undefined when it can. */
export function obstacleToAccount(
  { account, expectedVersion }: AccountWrite,
  { present, ofEmail, hasOtherAdministrator }: BeforeAccountWrite,
): 'stale' | 'taken' | 'last-administrator' | undefined {
  assert(account.version === expectedVersion + 1, 'An account is written one version at a time.');
  if (present?.version !== expectedVersion) return 'stale';
  if (ofEmail !== undefined && ofEmail.personId !== account.personId) return 'taken';
  const leaves = canAdminister(present) && !canAdminister(account);
  return leaves && !hasOtherAdministrator ? 'last-administrator' : undefined;
}

/** Whether somebody administers and may sign in. */
export function canAdminister({ isAdministrator, suspendedAt }: Account): boolean {
  return isAdministrator && suspendedAt === undefined;
}
