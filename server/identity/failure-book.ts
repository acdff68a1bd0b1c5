import { type Storage } from '../storage/port.ts';
import { type Account } from '../storage/port/accounts.ts';
import { type Failures, withFailure } from './back-off.ts';
import { strangersMax } from './limits.ts';

/** Whose tries are counted: an account's in its row, which a restart does not forget; of whom there is no account, in memory, so that they look the same. */
export type Counted = { readonly account: Account } | { readonly stranger: string };

/** How often somebody's name was tried in vain. */
export class FailureBook {
  readonly #storage: Pick<Storage, 'account' | 'writeAccount'>;
  readonly #now: () => number;
  readonly #strangers = new Map<string, Failures>();

  /** `now`: milliseconds since the epoch. */
  constructor(storage: Pick<Storage, 'account' | 'writeAccount'>, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** What is known of them. */
  of(counted: Counted): Failures {
    if ('account' in counted) return counted.account;
    return this.#strangers.get(counted.stranger) ?? { failures: 0 };
  }

  /** One more in vain. */
  async failed(counted: Counted): Promise<void> {
    if ('account' in counted)
      await this.#write(counted.account, 'sign-in.failed', (present) => ({
        ...present,
        ...withFailure(present, this.#now()),
      }));
    else this.#remember(counted.stranger, withFailure(this.of(counted), this.#now()));
  }

  /** It was them: counting begins anew. */
  async succeeded(counted: Counted): Promise<undefined> {
    if ('stranger' in counted) this.#strangers.delete(counted.stranger);
    else if (counted.account.failures > 0)
      await this.#write(counted.account, 'sign-in.counted-anew', withoutFailures);
  }

  #remember(stranger: string, failures: Failures): void {
    this.#strangers.delete(stranger);
    this.#strangers.set(stranger, failures);
    const [oldest] = this.#strangers.keys();
    if (this.#strangers.size > strangersMax && oldest !== undefined) this.#strangers.delete(oldest);
  }

  /** Whoever else has changed the account meanwhile: what is counted counts all the same. */
  async #write(
    account: Account,
    action: string,
    change: (present: Account) => Account,
  ): Promise<void> {
    const { personId, version: expectedVersion } = account;
    const at = new Date(this.#now()).toISOString();
    const audit = { at, personId, action, subjectId: personId };
    const next = { ...change(account), version: expectedVersion + 1 };
    const written = await this.#storage.writeAccount({ account: next, expectedVersion, audit });
    if (written !== 'stale') return;
    const present = await this.#storage.account(personId);
    if (present !== undefined) await this.#write(present, action, change);
  }
}

/** An account of which nothing is counted. */
export function withoutFailures({ failedAt: _failedAt, ...account }: Account): Account {
  return { ...account, failures: 0 };
}
