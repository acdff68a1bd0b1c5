import { randomUUID } from 'node:crypto';

import { invitationAt } from '@alliance/shared/alliance/invitation';
import { type LinkView, type NewAccount } from '@alliance/shared/identity/account';
import { passwordProblem } from '@alliance/shared/identity/password';
import { type Person, type PersonId, toPersonId } from '@alliance/shared/identity/person';

import { type Problem } from '../http/problem.ts';
import { type AuditEntry, type Storage } from '../storage/port.ts';
import { type Account, type AccountLink, type SignInStatement } from '../storage/port/accounts.ts';
import { withoutFailures } from './failure-book.ts';
import { identityProblems, passwordRefusal } from './identity-problems.ts';
import { type Installation } from './installation.ts';
import { linkDigest } from './links.ts';
import { type SignInSecrets } from './sign-in-secrets.ts';
import { Turns } from './turns.ts';

/** What the desk is made with. */
export interface JoinDeskSettings {
  readonly storage: Pick<
    Storage,
    'account' | 'addAccount' | 'writeAccount' | 'allianceOfLink' | 'link' | 'person'
  >;
  readonly secrets: Pick<SignInSecrets, 'password'>;
  readonly installation: Pick<Installation, 'needsSetUp'>;
  /** Whatever was signed in or on its way in with the old password is over. */
  readonly passwordChanged: (personId: PersonId) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A link that can be used, and what comes of it. */
type Usable =
  | { readonly kind: 'link'; readonly link: AccountLink }
  | { readonly kind: 'invitation'; readonly expiresAt: string };

/** What people do with one-time links: look at them, make an account, set a new password. */
export class JoinDesk {
  readonly #settings: JoinDeskSettings;
  /** One link is used by one at a time. */
  readonly #turns = new Turns(4);

  constructor(settings: JoinDeskSettings) {
    this.#settings = settings;
  }

  /** What a link is for. It tells nothing about a patient, a team or who has made it. */
  async look(secret: string): Promise<LinkView | Problem> {
    const usable = await this.#usable(linkDigest(secret));
    if (usable === undefined) return identityProblems.linkGone;
    if (usable.kind === 'invitation') return { purpose: 'invitation', expiresAt: usable.expiresAt };
    const { purpose, personId, isAdministrator = false, expiresAt } = usable.link;
    if (purpose === 'set-up') return { purpose, expiresAt };
    if (purpose === 'join') return { purpose, isAdministrator, expiresAt };
    const person = personId && (await this.#settings.storage.person(personId));
    return person ? { purpose, name: person.name, expiresAt } : identityProblems.linkGone;
  }

  /** Makes an account by a link or an invitation, and uses the link up. The first one administers. */
  async join(
    asked: NewAccount,
    purposes: readonly LinkView['purpose'][],
  ): Promise<Person | Problem> {
    const problem = passwordProblem(asked.password, asked.email);
    if (problem !== undefined) return passwordRefusal(problem);
    const digest = linkDigest(asked.secret);
    const done = await this.#turns.take(digest, async () => {
      const usable = await this.#usable(digest);
      const purpose = usable?.kind === 'link' ? usable.link.purpose : usable?.kind;
      if (usable === undefined || purpose === undefined || !purposes.includes(purpose))
        return identityProblems.linkGone;
      return await this.#add(asked, digest, usable);
    });
    return done ?? identityProblems.busy;
  }

  /** Sets a new password by a link for it; whatever is signed in with the old one ends. */
  async setPassword(secret: string, password: string): Promise<Problem | undefined> {
    const digest = linkDigest(secret);
    const done = await this.#turns.take(digest, async () => ({
      problem: await this.#setPassword(digest, password),
    }));
    return done === undefined ? identityProblems.busy : done.problem;
  }

  async #setPassword(digest: string, password: string): Promise<Problem | undefined> {
    const { storage, secrets, passwordChanged } = this.#settings;
    const link = await this.#link(digest);
    const account = link?.personId && (await storage.account(link.personId));
    if (link?.purpose !== 'new-password' || !account) return identityProblems.linkGone;
    const { personId } = account;
    const problem = passwordProblem(password, account.email);
    if (problem !== undefined) return passwordRefusal(problem);
    const signIn = await secrets.password(personId, password);
    if (signIn === undefined) return identityProblems.busy;
    const lost = await this.#keep(personId, signIn, digest);
    if (lost === undefined) await passwordChanged(personId);
    return lost;
  }

  /** The password is kept whatever else was written to the account meanwhile, and the link is spent with it. */
  async #keep(
    personId: PersonId,
    signIn: readonly SignInStatement[],
    digest: string,
  ): Promise<Problem | undefined> {
    const present = await this.#settings.storage.account(personId);
    if (present === undefined) return identityProblems.linkGone;
    const { version: expectedVersion } = present;
    const account = { ...withoutFailures(present), version: expectedVersion + 1 };
    const audit = this.#audit('account.new-password', personId);
    const write = { account, expectedVersion, linkDigest: digest, signIn, audit };
    const written = await this.#settings.storage.writeAccount(write);
    if (written === 'stale') return await this.#keep(personId, signIn, digest);
    return written === 'kept' ? undefined : identityProblems.linkGone;
  }

  async #add(asked: NewAccount, digest: string, usable: Usable): Promise<Person | Problem> {
    const { storage, secrets } = this.#settings;
    // An invitation is answered elsewhere and lives on: that somebody has joined by it is kept beside it.
    const marker = linkDigest(`joined ${digest}`);
    const isInvitation = usable.kind === 'invitation';
    if (isInvitation && (await storage.link(marker)) !== undefined)
      return identityProblems.linkUsed;
    const personId = toPersonId(randomUUID());
    const signIn = await secrets.password(personId, asked.password);
    if (signIn === undefined) return identityProblems.busy;
    const { name, shortName } = asked;
    const person: Person = { id: personId, name, shortName, isSimulated: false };
    const account = this.#accountOf(asked, personId, usable);
    const audit = this.#audit('account.add', personId);
    const written = await storage.addAccount({
      person,
      account,
      signIn,
      audit,
      ...(usable.kind === 'invitation'
        ? { leaves: { digest: marker, purpose: 'join', by: personId, expiresAt: usable.expiresAt } }
        : { linkDigest: digest }),
    });
    if (written === 'taken') return identityProblems.emailTaken;
    if (written === 'kept') return person;
    return isInvitation ? identityProblems.linkUsed : identityProblems.linkGone;
  }

  #accountOf({ email }: NewAccount, personId: PersonId, usable: Usable): Account {
    const link = usable.kind === 'link' ? usable.link : undefined;
    return {
      personId,
      email,
      isAdministrator: link?.purpose === 'set-up' || link?.isAdministrator === true,
      hasSecondFactor: false,
      failures: 0,
      createdAt: this.#at(),
      version: 1,
    };
  }

  async #usable(digest: string): Promise<Usable | undefined> {
    const link = await this.#link(digest);
    if (link?.purpose === 'set-up' && !(await this.#settings.installation.needsSetUp()))
      return undefined;
    if (link !== undefined) return { kind: 'link', link };
    const record = await this.#settings.storage.allianceOfLink(digest);
    if (record?.alliance.status === 'closed') return undefined;
    const invitation = record?.alliance.seats
      .map((seat) => seat.invitation)
      .find(({ asked }) => asked?.linkDigest === digest);
    if (invitation?.asked === undefined) return undefined;
    if (invitationAt(invitation, this.#settings.now()) !== 'requested') return undefined;
    return { kind: 'invitation', expiresAt: invitation.asked.expiresAt };
  }

  async #link(digest: string): Promise<AccountLink | undefined> {
    const link = await this.#settings.storage.link(digest);
    if (link === undefined || Date.parse(link.expiresAt) <= this.#settings.now()) return undefined;
    return link;
  }

  #audit(action: string, personId: PersonId): AuditEntry {
    return { at: this.#at(), personId, action, subjectId: personId };
  }

  #at(): string {
    return new Date(this.#settings.now()).toISOString();
  }
}
