/** Brings plan presence and record events to the tabs that show a plan; changes of a short while travel together. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PlanFromServer, encodeMessage, planChannel } from '@alliance/shared/sync/channel';

import { limits } from '../core/limits.ts';
import { PlanPresence, type TabId } from '../core/plan-presence.ts';
import { type PlanRecord } from '../storage/port.ts';
import { type Connection } from './connection.ts';
import { type Admission, type Visitor } from './ports.ts';
import { stampOf } from './stamp.ts';

/** The tabs that show plans. */
export class PlanBoard {
  readonly #admission: Admission;
  readonly #presence = new PlanPresence();
  readonly #tabs = new Map<TabId, Connection>();
  /** The plan that each tab asked for last: rights are looked up meanwhile, and may be found out of order. */
  readonly #wanted = new Map<TabId, string>();
  #timer: NodeJS.Timeout | undefined;
  #version = 0;

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  /** A tab has come. */
  add(connection: Connection): void {
    this.#tabs.set(connection.id, connection);
  }

  /** A tab is gone. */
  remove(tab: TabId): void {
    this.#tabs.delete(tab);
    this.#wanted.delete(tab);
    this.#presence.leave(tab);
    this.#tellSoon();
  }

  /** A tab shows a plan. A plan that its person may not open counts as none. */
  async watch(connection: Connection, planId: string): Promise<void> {
    this.#wanted.set(connection.id, planId);
    await this.#show(connection, planId);
  }

  async #show(connection: Connection, planId: string): Promise<void> {
    const { id, visitor } = connection;
    const record = await this.#admission.planFor(visitor.person, planId);
    const view = record && (await this.#viewOf(visitor, record));
    if (this.#wanted.get(id) !== planId) return;
    if (view === undefined) this.#presence.unwatch(id);
    else this.#presence.watch(id, { planId, ...view });
    this.#tellSoon();
  }

  /** A tab's caret has moved to another section. It is kept when the tab's plan is still being looked up. */
  focus(connection: Connection, documentId: string | null): void {
    this.#presence.focus(connection.id, documentId);
    this.#tellSoon();
  }

  /** Looks again at what a tab may see: rights change while a plan is open. */
  async review(connection: Connection): Promise<void> {
    const planId = this.#wanted.get(connection.id);
    if (planId !== undefined) await this.#show(connection, planId);
  }

  /** The tabs that show a plan. */
  tabsOn(planId: string): readonly Connection[] {
    return this.#presence.tabsOn(planId).flatMap((tab) => this.#tabs.get(tab) ?? []);
  }

  /** Tells every tab on a plan that a record changed. */
  announce(planId: string): void {
    const version = ++this.#version;
    for (const connection of this.tabsOn(planId)) {
      tell(connection, { type: 'event', kind: 'plan', recordId: planId, version });
    }
  }

  /** Tells nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #viewOf(visitor: Visitor, { plan }: PlanRecord) {
    const standings = await Promise.all(
      plan.sections.map(async ({ documentId }) => ({
        documentId,
        standing: await this.#admission.standingIn(visitor.person, documentId),
      })),
    );
    const readable = standings.filter(({ standing }) => standing !== undefined);
    const disciplineKey = readable[0]?.standing?.disciplineKey;
    if (disciplineKey === undefined) return undefined;
    const documentIds: ReadonlySet<DocumentId> = new Set(
      readable.map(({ documentId }) => documentId),
    );
    return { user: stampOf(visitor, disciplineKey), readable: documentIds };
  }

  #tellSoon(): void {
    if (this.#timer !== undefined || !this.#presence.hasNews) return;
    this.#timer = setTimeout(() => this.#tell(), limits.presenceMs);
  }

  #tell(): void {
    this.#timer = undefined;
    for (const { tab, planId, people } of this.#presence.takeNews()) {
      const connection = this.#tabs.get(tab);
      if (connection !== undefined) tell(connection, { type: 'presence', planId, people });
    }
  }
}

function tell(connection: Connection, message: PlanFromServer): void {
  connection.send(encodeMessage(planChannel, message));
}
