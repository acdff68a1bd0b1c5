/** Accounts, their one-time links and what the installation has been told, in memory. */
import assert from 'node:assert/strict';

import { type Person, type PersonId } from '@alliance/shared/identity/person';

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

/** Nothing that it is given or gives is shared with what it keeps. */
export class MemoryAccounts {
  readonly #accounts = new Map<PersonId, Account>();
  readonly #links = new Map<string, AccountLink>();
  #settings: InstallationSettings = startingSettings;

  has(personId: PersonId): boolean {
    return this.#accounts.has(personId);
  }

  account(personId: PersonId): Account | undefined {
    return structuredClone(this.#accounts.get(personId));
  }

  accountOfEmail(email: string): Account | undefined {
    return structuredClone([...this.#accounts.values()].find((each) => each.email === email));
  }

  accounts(
    people: ReadonlyMap<PersonId, Person>,
    afterId: string,
    limit: number,
  ): readonly AccountRecord[] {
    const ids = [...this.#accounts.keys()].filter((id) => id > afterId).toSorted();
    return ids.slice(0, limit).flatMap((id) => {
      const [account, person] = [this.account(id), people.get(id)];
      return account && person ? [{ account, person: structuredClone(person) }] : [];
    });
  }

  /** Why an account cannot be added; undefined when it can. */
  obstacleToAdding(adding: AddAccount): 'taken' | 'link-spent' | undefined {
    const { account, linkDigest, leaves } = adding;
    if (linkDigest !== undefined && !this.#links.has(linkDigest)) return 'link-spent';
    if (leaves !== undefined && this.#links.has(leaves.digest)) return 'link-spent';
    return this.accountOfEmail(account.email) && 'taken';
  }

  /** Keeps a new account, spends the link that brought it and keeps the one that it leaves. */
  add({ account, linkDigest, leaves, audit }: AddAccount): void {
    this.put({ account, ...(linkDigest !== undefined && { linkDigest }) });
    if (leaves !== undefined) this.putLink(leaves, audit.at);
  }

  /** Why an account cannot be written; undefined when it can. */
  obstacleTo(write: AccountWrite): Exclude<AccountWritten, 'kept'> | undefined {
    const { account, linkDigest } = write;
    const { personId, email } = account;
    if (linkDigest !== undefined && !this.#links.has(linkDigest)) return 'link-spent';
    return obstacleToAccount(write, {
      present: this.#accounts.get(personId),
      ofEmail: this.accountOfEmail(email),
      hasOtherAdministrator: [...this.#accounts.values()].some(
        (each) => each.personId !== personId && canAdminister(each),
      ),
    });
  }

  /** Keeps an account and spends the link that allows it. */
  put({ account, linkDigest }: Pick<AccountWrite, 'account' | 'linkDigest'>): void {
    if (linkDigest !== undefined) this.#links.delete(linkDigest);
    this.#accounts.set(account.personId, structuredClone(account));
  }

  link(digest: string): AccountLink | undefined {
    return structuredClone(this.#links.get(digest));
  }

  /** Keeps a link, without those in whose place it comes and those that are over at `at`. */
  putLink(link: AccountLink, at: string): void {
    const gone = [...this.#links.values()].filter(
      ({ purpose, personId, expiresAt }) =>
        expiresAt <= at ||
        (link.purpose !== 'join' && purpose === link.purpose && personId === link.personId),
    );
    assert(
      !this.#links.has(link.digest) || gone.some(({ digest }) => digest === link.digest),
      'The secret of a link is used once.',
    );
    for (const { digest } of gone) this.#links.delete(digest);
    this.#links.set(link.digest, structuredClone(link));
  }

  /** False when it is gone already. */
  spendLink(digest: string): boolean {
    return this.#links.delete(digest);
  }

  settings(): InstallationSettings {
    return structuredClone(this.#settings);
  }

  putSettings(settings: InstallationSettings): void {
    this.#settings = structuredClone(settings);
  }
}
