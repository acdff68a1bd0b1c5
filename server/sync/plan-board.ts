/** Brings plan presence and record events to the tabs that show a plan; changes of a short while travel together. */
import { type PersonId } from '@alliance/shared/identity/person';
import {
  type PlanFromServer,
  type StampedUser,
  encodeMessage,
  planChannel,
} from '@alliance/shared/sync/channel';

import { limits } from '../core/limits.ts';
import { PlanPresence, type TabId } from '../core/plan-presence.ts';
import { type Connection } from './connection.ts';
import { type Expiry } from './expiry.ts';
import { InboxNews } from './inbox-news.ts';
import { type Admission, type CheckEvent, type ThreadEvent } from './ports.ts';
import { stampOf } from './stamp.ts';

/** A tab, with the plan that it asked for last. */
interface Tab {
  readonly connection: Connection;
  planId: string | undefined;
  /** Settles when its plan has been looked up. One look-up at a time, however often a tab asks. */
  looking: Promise<void> | undefined;
  /** Prevents the look that the clock brings. */
  forgetDeadline: (() => void) | undefined;
  /** Whether to look once more: another plan was asked for, or rights may have changed. */
  isStale: boolean;
}

/** The tabs that show plans. */
export class PlanBoard {
  readonly #admission: Admission;
  readonly #expiry: Pick<Expiry, 'at'>;
  readonly #presence = new PlanPresence();
  readonly #tabs = new Map<TabId, Tab>();
  readonly #inboxNews = new InboxNews((personIds) => this.#tellOfInbox(personIds));
  #timer: NodeJS.Timeout | undefined;

  constructor(admission: Admission, expiry: Pick<Expiry, 'at'>) {
    this.#admission = admission;
    this.#expiry = expiry;
  }

  /** A tab has come. */
  add(connection: Connection): void {
    this.#tabs.set(connection.id, {
      connection,
      planId: undefined,
      looking: undefined,
      forgetDeadline: undefined,
      isStale: false,
    });
  }

  /** A tab is gone. */
  remove(tab: TabId): void {
    this.#tabs.get(tab)?.forgetDeadline?.();
    this.#tabs.delete(tab);
    this.#presence.leave(tab);
    this.#tellSoon();
  }

  /** A tab shows a plan. A plan that its person may not open counts as none. Rejects when the storage cannot say. */
  async watch(connection: Connection, planId: string): Promise<void> {
    const tab = this.#tabs.get(connection.id);
    if (tab === undefined) return;
    tab.planId = planId;
    await this.#lookAt(tab);
  }

  /** A tab's caret has moved to another section. It is kept when the tab's plan is still being looked up. */
  focus(connection: Connection, documentId: string | null): void {
    this.#presence.focus(connection.id, documentId);
    this.#tellSoon();
  }

  /** Looks again at what a tab may see, on any plan or on this one: rights change while it is open. Rejects when the storage cannot say. */
  async review(connection: Connection, planId?: string): Promise<void> {
    const tab = this.#tabs.get(connection.id);
    if (tab?.planId === undefined) return;
    if (planId === undefined || tab.planId === planId) await this.#lookAt(tab);
  }

  /** The tabs that show a plan. */
  tabsOn(planId: string): readonly Connection[] {
    return this.#presence.tabsOn(planId).flatMap((id) => this.#tabs.get(id)?.connection ?? []);
  }

  /** Who has a plan open now, at most so many: for whoever looks at a list of plans. */
  peopleOn(planId: string, most: number): readonly StampedUser[] {
    return this.#presence.peopleOn(planId, most);
  }

  /** Tells every tab on a plan that a record changed. By no number how many did, on this plan or others. */
  announce(planId: string): void {
    for (const connection of this.tabsOn(planId)) {
      tell(connection, { type: 'event', kind: 'plan', recordId: planId, version: 1 });
    }
  }

  /** Tells the tabs on the thread's plan whose person may know of it that it changed. */
  announceThread({ planId, threadId, version, isFor }: ThreadEvent): void {
    for (const connection of this.tabsOn(planId)) {
      if (isFor(connection.visitor.person.id))
        tell(connection, { type: 'event', kind: 'thread', recordId: threadId, version });
    }
  }

  /** Tells the tabs on the check's plan whose person may read its section that it was found or decided. */
  announceCheck({ planId, checkId, version, isFor }: CheckEvent): void {
    for (const connection of this.tabsOn(planId)) {
      if (isFor(connection.visitor.person.id))
        tell(connection, { type: 'event', kind: 'check', recordId: checkId, version });
    }
  }

  /** Tells every tab of these people soon, on a plan or not, that what needs them may have changed. */
  announceInbox(personIds: ReadonlySet<PersonId>): void {
    this.#inboxNews.add(personIds);
  }

  /** Tells nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#inboxNews.stop();
  }

  /** Always with the same version: a number that counts would tell how much goes on where a person may not look. */
  #tellOfInbox(personIds: ReadonlySet<PersonId>): void {
    for (const { connection } of this.#tabs.values()) {
      const { id: recordId } = connection.visitor.person;
      if (personIds.has(recordId))
        tell(connection, { type: 'event', kind: 'inbox', recordId, version: 1 });
    }
  }

  #lookAt(tab: Tab): Promise<void> {
    tab.isStale = true;
    tab.looking ??= this.#lookWhileStale(tab);
    return tab.looking;
  }

  async #lookWhileStale(tab: Tab): Promise<void> {
    try {
      while (tab.isStale) {
        tab.isStale = false;
        // oxlint-disable-next-line no-await-in-loop
        await this.#look(tab);
      }
    } finally {
      tab.looking = undefined;
    }
  }

  async #look(tab: Tab): Promise<void> {
    const { planId, connection } = tab;
    const { id, visitor } = connection;
    if (planId === undefined) return;
    const standing = await this.#admission.standingInPlan(visitor.person, planId);
    if (this.#tabs.get(id) !== tab || tab.planId !== planId) return;
    tab.forgetDeadline?.();
    tab.forgetDeadline = this.#deadline(tab, standing?.until);
    if (standing === undefined) this.#presence.unwatch(id);
    else
      this.#presence.watch(id, {
        planId,
        user: stampOf(visitor, standing.disciplineKey),
        readable: standing.readable,
      });
    this.#tellSoon();
  }

  /** What the clock changes is looked at then. */
  #deadline(tab: Tab, until: number | undefined): (() => void) | undefined {
    if (until === undefined) return undefined;
    // What cannot be found out then is found out by the next sweep.
    return this.#expiry.at(until, () => void this.#lookAt(tab).catch(() => undefined));
  }

  #tellSoon(): void {
    if (this.#timer !== undefined || !this.#presence.hasNews) return;
    this.#timer = setTimeout(() => this.#tell(), limits.presenceMs);
  }

  #tell(): void {
    this.#timer = undefined;
    for (const { tab, planId, people } of this.#presence.takeNews()) {
      const connection = this.#tabs.get(tab)?.connection;
      if (connection !== undefined) tell(connection, { type: 'presence', planId, people });
    }
  }
}

function tell(connection: Connection, message: PlanFromServer): void {
  connection.send(encodeMessage(planChannel, message));
}
