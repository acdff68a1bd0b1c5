import { type NewSecondFactor } from '@alliance/shared/identity/account';
import { type PersonId } from '@alliance/shared/identity/person';

import { type AuditEntry } from '../storage/port.ts';
import { type SignInStatement } from '../storage/port/accounts.ts';

/**
 * Passwords and second factors: kept by a library, whose tables hold only hashes and enciphered text. It decides
 * whether something is right, and nothing else: how often somebody may try, and what follows, is decided around it.
 */
export interface SignInSecrets {
  /** What gives a person this password, in place of the one before; for whoever keeps the account with it, in one transaction. Undefined when too much is being worked on. */
  password(personId: PersonId, password: string): Promise<readonly SignInStatement[] | undefined>;
  /** Whether it is the person's password. For nobody it takes as long, and is wrong. */
  checkPassword(personId: PersonId | undefined, password: string): Promise<PasswordCheck>;
  /** Begins a second factor; it counts only when {@link acceptSecondFactor} has seen its first code. `label`: how the app names the account. */
  startSecondFactor(asked: {
    readonly personId: PersonId;
    readonly password: string;
    readonly label: string;
    readonly audit: AuditEntry;
  }): Promise<NewSecondFactor>;
  /** Whether a code is the app's present one; the factor that was begun counts from then on. */
  acceptSecondFactor(personId: PersonId, code: string, audit: AuditEntry): Promise<boolean>;
  /** Whether a code of the app, or a backup code, is right. Each works once. `audit` is left by a backup code. */
  checkCode(personId: PersonId, code: string, audit: AuditEntry): Promise<boolean>;
  /** New backup codes in place of the ones before. */
  newBackupCodes(
    personId: PersonId,
    password: string,
    audit: AuditEntry,
  ): Promise<readonly string[]>;
  /** What takes the second factor away; for whoever keeps the account with it. */
  withoutSecondFactor(personId: PersonId): Promise<readonly SignInStatement[]>;
}

/** `busy`: too many passwords are being worked on; nothing was checked. */
export type PasswordCheck = 'right' | 'wrong' | 'busy';
