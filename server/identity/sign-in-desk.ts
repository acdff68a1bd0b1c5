import { passwordCharactersMax } from '@alliance/shared/identity/password';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { TokenBuckets } from '../core/token-buckets.ts';
import { networkOf } from '../http/network-of.ts';
import { type Problem } from '../http/problem.ts';
import { type Storage } from '../storage/port.ts';
import { type Account } from '../storage/port/accounts.ts';
import { waitUntil } from './back-off.ts';
import { type Counted, FailureBook } from './failure-book.ts';
import { identityProblems, waitProblem } from './identity-problems.ts';
import { failuresPerAddress, triesInLineMax } from './limits.ts';
import { PendingSignIns } from './pending-sign-ins.ts';
import { type SignInSecrets } from './sign-in-secrets.ts';
import { Turns } from './turns.ts';
import { UsedCodes } from './used-codes.ts';

/** What the desk is made with. */
export interface SignInDeskSettings {
  readonly storage: Pick<Storage, 'account' | 'accountOfEmail' | 'writeAccount' | 'person'>;
  readonly secrets: Pick<SignInSecrets, 'checkPassword' | 'checkCode'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who comes in, and with what. */
export interface SignInTry {
  /** In lower case. */
  readonly email: string;
  readonly password: string;
  readonly address: string;
}

/** What a right password leads to: the person, or the secret of a sign-in that waits for its second step. */
export type Entered = { readonly person: Person } | { readonly pending: string };

/**
 * Decides who may come in by what they know. Tries of one account are looked at one after the other, so that many at
 * once are counted like many in a row; whatever is refused sounds the same and takes as long whether there is such an
 * account or not.
 */
export class SignInDesk {
  readonly #settings: SignInDeskSettings;
  readonly #book: FailureBook;
  readonly #pending: PendingSignIns;
  readonly #used: UsedCodes;
  readonly #turns = new Turns(triesInLineMax);
  readonly #addresses = new TokenBuckets(failuresPerAddress);

  constructor(settings: SignInDeskSettings) {
    this.#settings = settings;
    this.#book = new FailureBook(settings.storage, settings.now);
    this.#pending = new PendingSignIns(settings.now);
    this.#used = new UsedCodes(settings.now);
  }

  /** The first step: address and password. */
  async enter({ email, password, address }: SignInTry): Promise<Entered | Problem> {
    return await this.#counted(address, async () => {
      const account = await this.#settings.storage.accountOfEmail(email);
      return await this.#inTurn(account?.personId ?? email, () =>
        this.#tryPassword(email, password),
      );
    });
  }

  /** The second step: a code, by whoever has taken the first. */
  async enterCode(secret: string, code: string, address: string): Promise<Person | Problem> {
    return await this.#counted(address, async () => {
      const personId = this.#pending.personOf(secret);
      if (personId === undefined) return identityProblems.noPendingSignIn;
      return await this.#inTurn(personId, () => this.#tryCode(personId, code));
    });
  }

  /**
   * Whether a password is that of an account, for somebody who is signed in with it. `mayTry` is asked when others have
   * tried in vain: whoever sits there has tries of their own.
   */
  async confirm(
    personId: PersonId,
    password: string,
    mayTry: () => boolean,
  ): Promise<Problem | undefined> {
    return await this.#inTurn(personId, async () => {
      const account = await this.#settings.storage.account(personId);
      if (account === undefined) return identityProblems.wrongProof;
      const wait = this.#waitOf({ account });
      if (wait !== undefined && !mayTry()) return wait;
      const check = await this.#check(account, password);
      if (check === 'right') return await this.#book.succeeded({ account });
      if (check === 'busy') return identityProblems.busy;
      await this.#book.failed({ account });
      return identityProblems.wrongProof;
    });
  }

  /** Whether a code is right that was not used yet, for somebody who is signed in. */
  async confirmCode(
    personId: PersonId,
    isRight: () => Promise<boolean>,
  ): Promise<Problem | undefined> {
    return await this.#inTurn(personId, async () => {
      const account = await this.#settings.storage.account(personId);
      if (account === undefined) return identityProblems.wrongCode;
      const wait = this.#waitOf({ account });
      if (wait !== undefined) return wait;
      if (await isRight()) return undefined;
      await this.#book.failed({ account });
      return identityProblems.wrongCode;
    });
  }

  /** Their password has changed: whoever waits with the old one begins anew. */
  forget(personId: PersonId): void {
    this.#pending.forget(personId);
  }

  async #tryPassword(email: string, password: string): Promise<Entered | Problem> {
    const account = await this.#settings.storage.accountOfEmail(email);
    const counted: Counted = account === undefined ? { stranger: email } : { account };
    const wait = this.#waitOf(counted);
    if (wait !== undefined) return wait;
    const check = await this.#check(account, password);
    if (check === 'busy') return identityProblems.busy;
    if (check === 'wrong' || account === undefined) {
      await this.#book.failed(counted);
      return identityProblems.wrongSignIn;
    }
    if (account.hasSecondFactor && account.suspendedAt === undefined)
      return { pending: this.#pending.add(account.personId) };
    return await this.#welcome(account);
  }

  async #tryCode(personId: PersonId, code: string): Promise<Person | Problem> {
    const { storage, secrets, now } = this.#settings;
    const account = await storage.account(personId);
    if (account === undefined) return identityProblems.noPendingSignIn;
    const wait = this.#waitOf({ account });
    if (wait !== undefined) return wait;
    const at = new Date(now()).toISOString();
    const audit = { at, personId, action: 'second-factor.use', subjectId: personId };
    const isRight =
      !this.#used.has(personId, code) && (await secrets.checkCode(personId, code, audit));
    if (!isRight) {
      await this.#book.failed({ account });
      return identityProblems.wrongCode;
    }
    this.#used.add(personId, code);
    this.#pending.forget(personId);
    const welcome = await this.#welcome(account);
    return 'person' in welcome ? welcome.person : welcome;
  }

  /** Everything was right. */
  async #welcome(account: Account): Promise<{ readonly person: Person } | Problem> {
    await this.#book.succeeded({ account });
    if (account.suspendedAt !== undefined) return identityProblems.suspended;
    const person = await this.#settings.storage.person(account.personId);
    return person === undefined ? identityProblems.wrongSignIn : { person };
  }

  /** What is too long for a password is none, and is not worked on; that says nothing about accounts. */
  async #check(
    account: Account | undefined,
    password: string,
  ): Promise<'right' | 'wrong' | 'busy'> {
    if (password.length > 2 * passwordCharactersMax) return 'wrong';
    return await this.#settings.secrets.checkPassword(account?.personId, password);
  }

  #waitOf(counted: Counted): Problem | undefined {
    const now = this.#settings.now();
    const until = waitUntil(this.#book.of(counted), now);
    return until === undefined ? undefined : waitProblem(until, now);
  }

  /** What fails is counted by where it comes from; what succeeds costs nothing. */
  async #counted<Result extends object>(
    address: string,
    enter: () => Promise<Result | Problem>,
  ): Promise<Result | Problem> {
    const network = networkOf(address);
    if (!this.#addresses.take(network, this.#settings.now()))
      return identityProblems.tooManyFromHere;
    const result = await enter();
    if (!('status' in result)) this.#addresses.giveBack(network);
    return result;
  }

  async #inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result | Problem> {
    const done = await this.#turns.take(key, async () => ({ result: await work() }));
    return done === undefined ? identityProblems.busy : done.result;
  }
}
