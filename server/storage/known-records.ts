/**
 * A storage that remembers what every coming and going asks for: sessions, people, plans with their alliance. Whoever
 * asks gets the same frozen object until a write may have changed it, so that a thousand sockets share one plan, and a
 * thousand that come at once ask the disk once.
 *
 * What is remembered is never out of date:
 *
 *   one process owns the data folder, and all of it writes through this object
 *   a write forgets what it may change before it begins, and again when it has ended, whatever became of it
 *   so an answer that was asked for before a write has ended is not kept beyond it
 *
 * Every call of the port stands below, under what it changes; a new one does not compile until it is put there.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type Person, type PersonId } from '@alliance/shared/identity/person';

import { knownDocumentsMax, knownPeopleMax, knownPlansMax } from './limits.ts';
import { type PlanRecord, type Session, type Storage } from './port.ts';
import { type AccountWrite } from './port/accounts.ts';
import { Remembered } from './remembered.ts';

/** A storage that knows when its records were written last. */
export interface KnownRecords extends Storage {
  /** Grows with everything that may make untrue what was answered about a session, a person or a plan. */
  readonly recordsVersion: number;
}

/** Remembers the records of a storage. Nobody may write to it past the one that this gives. */
export function knowRecords(storage: Storage): KnownRecords {
  const known = new Known(storage);
  return {
    get recordsVersion() {
      return known.version;
    },
    session: (secretDigest) => known.session(secretDigest),
    person: (personId) => known.person(personId),
    plan: (planId) => known.plan(planId),
    planOfDocument: (documentId) => known.planOfDocument(documentId),
    allianceOfCharter: (documentId) => known.allianceOfCharter(documentId),

    // These change what is remembered.
    replaceWorld: (...args) => known.changeAll(() => storage.replaceWorld(...args)),
    purgeSessions: (...args) => known.changeSessions(() => storage.purgeSessions(...args)),
    createSession: (session, audit) =>
      known.addSession(session.secretDigest, () => storage.createSession(session, audit)),
    endSession: (secretDigest, audit) =>
      known.changeSession(secretDigest, () => storage.endSession(secretDigest, audit)),
    endSessions: (...args) => known.changeSessions(() => storage.endSessions(...args)),
    writeSession: (session, audit) =>
      known.changeSession(session.secretDigest, () => storage.writeSession(session, audit)),
    writeAccount: (write) => known.writeAccount(write),
    addAccount: (adding) => known.changePerson(adding.person.id, () => storage.addAccount(adding)),
    renamePerson: (person, audit) =>
      known.changePerson(person.id, () => storage.renamePerson(person, audit)),
    foundAlliance: (...args) => known.changePlans(() => storage.foundAlliance(...args)),
    writeAlliance: (...args) => known.changePlans(() => storage.writeAlliance(...args)),

    // These change something else.
    append: (...args) => storage.append(...args),
    putSnapshot: (...args) => storage.putSnapshot(...args),
    markLooked: (...args) => storage.markLooked(...args),
    writeThread: (...args) => storage.writeThread(...args),
    purgeWriteKeys: (...args) => storage.purgeWriteKeys(...args),
    markThreadRead: (...args) => storage.markThreadRead(...args),
    putNotifications: (...args) => storage.putNotifications(...args),
    keepScan: (...args) => storage.keepScan(...args),
    writeMergeCheck: (...args) => storage.writeMergeCheck(...args),
    putLink: (...args) => storage.putLink(...args),
    spendLink: (...args) => storage.spendLink(...args),
    writeSettings: (...args) => storage.writeSettings(...args),
    querySignIn: (...args) => storage.querySignIn(...args),
    probe: () => storage.probe(),
    close: () => storage.close(),
    failed: storage.failed,

    // These change nothing.
    loadDocument: (...args) => storage.loadDocument(...args),
    readLog: (...args) => storage.readLog(...args),
    checkLog: (...args) => storage.checkLog(...args),
    checkPages: () => storage.checkPages(),
    isEmpty: () => storage.isEmpty(),
    people: (...args) => storage.people(...args),
    plansOf: (...args) => storage.plansOf(...args),
    changesSince: (...args) => storage.changesSince(...args),
    lookedAt: (...args) => storage.lookedAt(...args),
    readAudit: (...args) => storage.readAudit(...args),
    threadsOf: (...args) => storage.threadsOf(...args),
    thread: (...args) => storage.thread(...args),
    threadReads: (...args) => storage.threadReads(...args),
    notificationsOf: (...args) => storage.notificationsOf(...args),
    digestReaders: () => storage.digestReaders(),
    openMergeChecks: (...args) => storage.openMergeChecks(...args),
    mergeCheck: (...args) => storage.mergeCheck(...args),
    unscannedDocuments: (...args) => storage.unscannedDocuments(...args),
    scanMark: (...args) => storage.scanMark(...args),
    alliance: (...args) => storage.alliance(...args),
    allianceOfLink: (...args) => storage.allianceOfLink(...args),
    alliances: (...args) => storage.alliances(...args),
    charterVersion: (...args) => storage.charterVersion(...args),
    account: (...args) => storage.account(...args),
    accountOfEmail: (...args) => storage.accountOfEmail(...args),
    accounts: (...args) => storage.accounts(...args),
    link: (...args) => storage.link(...args),
    sessionsOf: (...args) => storage.sessionsOf(...args),
    settings: () => storage.settings(),
  };
}

/** What is remembered. */
class Known {
  readonly #storage: Storage;
  readonly #sessions = new Remembered<string, Session>(knownPeopleMax);
  readonly #people = new Remembered<PersonId, Person>(knownPeopleMax);
  readonly #plans = new Remembered<string, PlanRecord>(knownPlansMax);
  readonly #plansOfDocuments = new Remembered<DocumentId, PlanRecord>(knownDocumentsMax);
  readonly #alliancesOfCharters = new Remembered<DocumentId, PlanRecord>(knownPlansMax);
  #version = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get version(): number {
    return this.#version;
  }

  session(secretDigest: string): Promise<Session | undefined> {
    return this.#sessions.ask(secretDigest, async () =>
      frozen(await this.#storage.session(secretDigest)),
    );
  }

  person(personId: PersonId): Promise<Person | undefined> {
    return this.#people.ask(personId, async () => frozen(await this.#storage.person(personId)));
  }

  plan(planId: string): Promise<PlanRecord | undefined> {
    return this.#plans.ask(planId, async () => frozen(await this.#storage.plan(planId)));
  }

  planOfDocument(documentId: DocumentId): Promise<PlanRecord | undefined> {
    return this.#plansOfDocuments.ask(documentId, () =>
      this.#shared(() => this.#storage.planOfDocument(documentId)),
    );
  }

  allianceOfCharter(documentId: DocumentId): Promise<PlanRecord | undefined> {
    return this.#alliancesOfCharters.ask(documentId, () =>
      this.#shared(() => this.#storage.allianceOfCharter(documentId)),
    );
  }

  /** A plan that is found by something else: the same object as by its id. */
  async #shared(find: () => Promise<PlanRecord | undefined>): Promise<PlanRecord | undefined> {
    const version = this.#version;
    const found = frozen(await find());
    // What a write may have overtaken on its way is for those who asked, and for nobody else.
    if (found === undefined || version !== this.#version) return found;
    return await this.#plans.ask(found.plan.id, async () => found);
  }

  changeAll<Result>(write: () => Promise<Result>): Promise<Result> {
    return this.#change(write, () => {
      this.#sessions.forgetAll();
      this.#people.forgetAll();
      this.#forgetPlans();
    });
  }

  changePlans<Result>(write: () => Promise<Result>): Promise<Result> {
    return this.#change(write, () => this.#forgetPlans());
  }

  changePerson<Result>(personId: PersonId, write: () => Promise<Result>): Promise<Result> {
    return this.#change(write, () => this.#people.forget(personId));
  }

  /** Whoever guesses passwords makes nobody ask the disk: only a suspension changes what a session is worth. */
  writeAccount(write: AccountWrite): ReturnType<Storage['writeAccount']> {
    const writing = (): ReturnType<Storage['writeAccount']> => this.#storage.writeAccount(write);
    return write.account.suspendedAt === undefined ? writing() : this.changeSessions(writing);
  }

  changeSessions<Result>(write: () => Promise<Result>): Promise<Result> {
    return this.#change(write, () => this.#sessions.forgetAll());
  }

  changeSession<Result>(secretDigest: string, write: () => Promise<Result>): Promise<Result> {
    return this.#change(write, () => this.#sessions.forget(secretDigest));
  }

  /** Nobody holds an answer that this makes untrue, but the question may be on its way. */
  async addSession(secretDigest: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } finally {
      this.#sessions.forget(secretDigest);
    }
  }

  #forgetPlans(): void {
    this.#plans.forgetAll();
    this.#plansOfDocuments.forgetAll();
    this.#alliancesOfCharters.forgetAll();
  }

  async #change<Result>(write: () => Promise<Result>, forget: () => void): Promise<Result> {
    const forgetNow = () => {
      this.#version++;
      forget();
    };
    forgetNow();
    try {
      return await write();
    } finally {
      forgetNow();
    }
  }
}

/** All of a record for ever as it is: whoever holds it shares it. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
