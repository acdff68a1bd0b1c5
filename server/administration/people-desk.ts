import {
  type AdministeredPerson,
  type Page,
  type PersonChange,
} from '@alliance/shared/identity/administration';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { type Problem, problems } from '../http/problem.ts';
import { type Sessions } from '../identity/sessions.ts';
import { type SignInSecrets } from '../identity/sign-in-secrets.ts';
import { type Storage } from '../storage/port.ts';
import {
  type Account,
  type AccountRecord,
  type SignInStatement,
} from '../storage/port/accounts.ts';
import { type SyncServer } from '../sync/ports.ts';
import { administrationProblems } from './administration-problems.ts';
import { pageItemsMax, sessionsShownMax } from './limits.ts';

/** What the desk is made with. */
export interface PeopleDeskSettings {
  readonly storage: Pick<Storage, 'account' | 'accounts' | 'writeAccount' | 'person' | 'people'>;
  readonly sessions: Pick<Sessions, 'living' | 'end'>;
  readonly secrets: Pick<SignInSecrets, 'withoutSecondFactor'>;
  readonly sync: Pick<SyncServer, 'changeRights'>;
  /** The people of the demonstration while it runs, its administrator first; nobody otherwise. */
  readonly demoPeople: () => readonly PersonId[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What an administrator does about people. */
export class PeopleDesk {
  readonly #settings: PeopleDeskSettings;

  constructor(settings: PeopleDeskSettings) {
    this.#settings = settings;
  }

  /** Everybody with an account, or the people of the demonstration; after `afterId`. */
  async list(afterId: string): Promise<Page<AdministeredPerson>> {
    const { storage, demoPeople } = this.#settings;
    const counts = await this.#sessionCounts();
    const demo = demoPeople();
    if (demo.length > 0) {
      const people = await storage.people(demo);
      return { items: people.map((person) => demoPerson(person, demo[0], counts)) };
    }
    const records = await storage.accounts(afterId, pageItemsMax + 1);
    const items = records.slice(0, pageItemsMax).map((record) => viewOf(record, counts));
    const last = items.at(-1);
    return records.length > items.length && last ? { items, next: last.personId } : { items };
  }

  /** Does something about a person; their sessions and sockets end where it takes them their place. */
  async change(
    by: PersonId,
    personId: PersonId,
    change: PersonChange,
  ): Promise<AdministeredPerson | Problem> {
    if (this.#settings.demoPeople().includes(personId)) return administrationProblems.demoPeople;
    if (change === 'suspend' && by === personId) return administrationProblems.yourself;
    const present = await this.#settings.storage.account(personId);
    if (present === undefined) return problems.notFound;
    const problem = change === 'end-sessions' ? undefined : await this.#write(by, present, change);
    if (problem !== undefined) return problem;
    if (endsSessions.has(change)) await this.#endSessions(by, personId);
    return await this.#view(personId);
  }

  async #write(
    by: PersonId,
    present: Account,
    change: WrittenChange,
  ): Promise<Problem | undefined> {
    const { storage, now } = this.#settings;
    const at = new Date(now()).toISOString();
    const { version: expectedVersion, personId } = present;
    const account = { ...changed(present, change, at), version: expectedVersion + 1 };
    const audit = { at, personId: by, action: `account.${change}`, subjectId: personId };
    const signIn = await this.#statementsOf(personId, change);
    const written = await storage.writeAccount({ account, expectedVersion, signIn, audit });
    if (written === 'last-administrator') return administrationProblems.lastAdministrator;
    return written === 'kept' ? undefined : administrationProblems.changedMeanwhile;
  }

  async #statementsOf(
    personId: PersonId,
    change: PersonChange,
  ): Promise<readonly SignInStatement[]> {
    const { secrets } = this.#settings;
    return change === 'remove-second-factor' ? await secrets.withoutSecondFactor(personId) : [];
  }

  /** While their sessions end nothing of theirs is saved, and nothing of it afterwards. */
  async #endSessions(by: PersonId, personId: PersonId): Promise<void> {
    const { sessions, sync } = this.#settings;
    const living = await sessions.living({ personId, limit: sessionsShownMax });
    const refs = living.map(({ ref }) => ref);
    await sync.changeRights({ personId }, () => sessions.end(refs, by));
  }

  async #view(personId: PersonId): Promise<AdministeredPerson | Problem> {
    const { storage } = this.#settings;
    const [account, person] = await Promise.all([
      storage.account(personId),
      storage.person(personId),
    ]);
    if (account === undefined || person === undefined) return problems.notFound;
    return viewOf({ account, person }, await this.#sessionCounts());
  }

  async #sessionCounts(): Promise<ReadonlyMap<PersonId, number>> {
    const living = await this.#settings.sessions.living({ limit: sessionsShownMax });
    const counts = new Map<PersonId, number>();
    for (const { personId } of living) counts.set(personId, (counts.get(personId) ?? 0) + 1);
    return counts;
  }
}

/** What an account is written anew for. */
type WrittenChange = Exclude<PersonChange, 'end-sessions'>;

const endsSessions: ReadonlySet<PersonChange> = new Set(['suspend', 'end-sessions']);

function changed(account: Account, change: WrittenChange, at: string): Account {
  const { suspendedAt: _suspended, ...open } = account;
  switch (change) {
    case 'suspend':
      return { ...account, suspendedAt: account.suspendedAt ?? at };
    case 'resume':
      return open;
    case 'make-administrator':
      return { ...account, isAdministrator: true };
    case 'end-administrator':
      return { ...account, isAdministrator: false };
    case 'remove-second-factor':
      return { ...account, hasSecondFactor: false };
  }
}

function viewOf(
  { account, person }: AccountRecord,
  counts: ReadonlyMap<PersonId, number>,
): AdministeredPerson {
  return {
    personId: person.id,
    name: person.name,
    email: account.email,
    isAdministrator: account.isAdministrator,
    isSuspended: account.suspendedAt !== undefined,
    hasSecondFactor: account.hasSecondFactor,
    createdAt: account.createdAt,
    sessions: counts.get(person.id) ?? 0,
  };
}

function demoPerson(
  { id, name }: Person,
  administrator: PersonId | undefined,
  counts: ReadonlyMap<PersonId, number>,
): AdministeredPerson {
  return {
    personId: id,
    name,
    isAdministrator: id === administrator,
    isSuspended: false,
    hasSecondFactor: false,
    sessions: counts.get(id) ?? 0,
  };
}
