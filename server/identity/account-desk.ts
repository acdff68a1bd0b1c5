import { type NewSecondFactor } from '@alliance/shared/identity/account';
import { passwordProblem } from '@alliance/shared/identity/password';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type Problem } from '../http/problem.ts';
import { type AuditEntry, type Storage } from '../storage/port.ts';
import { type Account, type SignInStatement } from '../storage/port/accounts.ts';
import { type Visitor } from '../sync/ports.ts';
import { identityProblems, passwordRefusal } from './identity-problems.ts';
import { type ProofCheck } from './proof-check.ts';
import { type SignInDesk } from './sign-in-desk.ts';
import { type SignInSecrets } from './sign-in-secrets.ts';

/** What the desk is made with. */
export interface AccountDeskSettings {
  readonly storage: Pick<Storage, 'account' | 'writeAccount' | 'renamePerson'>;
  readonly secrets: SignInSecrets;
  readonly desk: Pick<SignInDesk, 'confirmCode'>;
  readonly proof: ProofCheck;
  /** Whatever is signed in with the old password, but for this session, is over. */
  readonly passwordChanged: (personId: PersonId, keepRef: string) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What somebody wants to be called, and where they are reached. */
export interface AccountChange {
  readonly name?: string;
  readonly shortName?: string;
  readonly email?: string;
  readonly proof?: string;
}

/** What somebody signed in does about their own account. Whatever decides how they come in needs a fresh proof. */
export class AccountDesk {
  readonly #settings: AccountDeskSettings;

  constructor(settings: AccountDeskSettings) {
    this.#settings = settings;
  }

  /** Another name or address. */
  async change({ session, person }: Visitor, change: AccountChange): Promise<Problem | undefined> {
    const account = await this.#settings.storage.account(person.id);
    if (account === undefined) return identityProblems.changedMeanwhile;
    const { email = account.email } = change;
    if (email !== account.email) {
      const { proof } = change;
      if (proof === undefined) return identityProblems.needsProof;
      const problem =
        (await this.#settings.proof.confirm({ session, person }, proof)) ??
        (await this.#write(person.id, 'account.email', (present) => ({ ...present, email })));
      if (problem !== undefined) return problem;
    }
    await this.#rename(person, change);
    return undefined;
  }

  /** A new password; whoever else is signed in as this person is not any more. */
  async setPassword(
    visitor: Visitor,
    proof: string,
    password: string,
  ): Promise<Problem | undefined> {
    const { storage, secrets } = this.#settings;
    const { id } = visitor.person;
    const refused = await this.#settings.proof.confirm(visitor, proof);
    if (refused !== undefined) return refused;
    const account = await storage.account(id);
    const problem = passwordProblem(password, account?.email ?? '');
    if (problem !== undefined) return passwordRefusal(problem);
    const signIn = await secrets.password(id, password);
    if (signIn === undefined) return identityProblems.busy;
    const stale = await this.#write(id, 'account.password', (present) => present, signIn);
    if (stale !== undefined) return stale;
    await this.#settings.passwordChanged(id, visitor.session.ref);
    return undefined;
  }

  /** Begins a second factor: what the app is set up with, and the backup codes. It does not count yet. */
  async startSecondFactor(visitor: Visitor, proof: string): Promise<NewSecondFactor | Problem> {
    const { storage, secrets } = this.#settings;
    const refused = await this.#settings.proof.confirm(visitor, proof);
    if (refused !== undefined) return refused;
    const account = await storage.account(visitor.person.id);
    if (account === undefined) return identityProblems.changedMeanwhile;
    if (account.hasSecondFactor) return identityProblems.hasSecondFactor;
    const { personId, email: label } = account;
    const audit = this.#audit('second-factor.start', personId);
    return await secrets.startSecondFactor({ personId, password: proof, label, audit });
  }

  /** The app's first code: from now on the second factor is asked for. */
  async acceptSecondFactor(visitor: Visitor, code: string): Promise<Problem | undefined> {
    const { storage, secrets, desk } = this.#settings;
    const { id } = visitor.person;
    if ((await storage.account(id))?.hasSecondFactor) return identityProblems.hasSecondFactor;
    const audit = this.#audit('second-factor.accept', id);
    const problem = await desk.confirmCode(id, () => secrets.acceptSecondFactor(id, code, audit));
    if (problem !== undefined) return problem;
    return await this.#write(id, 'second-factor.on', (account) => ({
      ...account,
      hasSecondFactor: true,
    }));
  }

  /** Without a second factor from now on. */
  async removeSecondFactor(visitor: Visitor, proof: string): Promise<Problem | undefined> {
    const { id } = visitor.person;
    const refused = await this.#settings.proof.confirm(visitor, proof);
    if (refused !== undefined) return refused;
    const signIn = await this.#settings.secrets.withoutSecondFactor(id);
    return await this.#write(id, 'second-factor.off', withoutSecondFactor, signIn);
  }

  /** New backup codes; those before open nothing any more. */
  async newBackupCodes(visitor: Visitor, proof: string): Promise<readonly string[] | Problem> {
    const { storage, secrets } = this.#settings;
    const { id } = visitor.person;
    const refused = await this.#settings.proof.confirm(visitor, proof);
    if (refused !== undefined) return refused;
    if (!(await storage.account(id))?.hasSecondFactor) return identityProblems.noSecondFactor;
    return await secrets.newBackupCodes(id, proof, this.#audit('second-factor.codes', id));
  }

  async #rename(person: Person, { name, shortName }: AccountChange): Promise<void> {
    const renamed = {
      ...person,
      name: name ?? person.name,
      shortName: shortName ?? person.shortName,
    };
    if (renamed.name === person.name && renamed.shortName === person.shortName) return;
    await this.#settings.storage.renamePerson(renamed, this.#audit('person.rename', person.id));
  }

  async #write(
    personId: PersonId,
    action: string,
    change: (present: Account) => Account,
    signIn: readonly SignInStatement[] = [],
  ): Promise<Problem | undefined> {
    const { storage } = this.#settings;
    const present = await storage.account(personId);
    if (present === undefined) return identityProblems.changedMeanwhile;
    const { version: expectedVersion } = present;
    const account = { ...change(present), version: expectedVersion + 1 };
    const audit = this.#audit(action, personId);
    const written = await storage.writeAccount({ account, expectedVersion, signIn, audit });
    if (written === 'taken') return identityProblems.emailTaken;
    return written === 'kept' ? undefined : identityProblems.changedMeanwhile;
  }

  #audit(action: string, personId: PersonId): AuditEntry {
    const at = new Date(this.#settings.now()).toISOString();
    return { at, personId, action, subjectId: personId };
  }
}

/** The same account, asked for nothing but its password. */
export function withoutSecondFactor(account: Account): Account {
  return { ...account, hasSecondFactor: false };
}
