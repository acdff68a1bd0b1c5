/**
 * Who has a plan open, and in which section: what the outline shows without opening a section. One entry per person,
 * whatever the number of their tabs. Nobody learns of a section that they may not read.
 */
import { type PresentPerson, type StampedUser } from '@alliance/shared/sync/channel';

/** Names a tab's socket; unique in the process. */
export type TabId = number;

/** A tab that shows a plan. */
interface Watcher {
  readonly planId: string;
  readonly user: StampedUser;
  /** The documents that its person may read. */
  readonly readable: ReadonlySet<string>;
}

/** What one tab is to be told. */
export interface PresenceNews {
  readonly tab: TabId;
  readonly planId: string;
  readonly people: readonly PresentPerson[];
}

/** Every tab that shows a plan. Changes are gathered until `takeNews`. */
export class PlanPresence {
  readonly #watchers = new Map<TabId, Watcher>();
  /** In which section each tab's caret is, as the tab says: also before it is known which plan it may see. */
  readonly #carets = new Map<TabId, string>();
  readonly #changed = new Set<string>();

  /** A tab shows a plan, instead of the one before. */
  watch(tab: TabId, watcher: Watcher): void {
    this.#noteChange(tab);
    this.#watchers.set(tab, watcher);
    this.#noteChange(tab);
  }

  /** The tab's caret is in a section, or in none. A section that the person may not read counts as none. */
  focus(tab: TabId, documentId: string | null): void {
    if (documentId === null) this.#carets.delete(tab);
    else this.#carets.set(tab, documentId);
    this.#noteChange(tab);
  }

  /** The tab shows no plan any more. */
  unwatch(tab: TabId): void {
    this.#noteChange(tab);
    this.#watchers.delete(tab);
  }

  /** The tab is gone. */
  leave(tab: TabId): void {
    this.unwatch(tab);
    this.#carets.delete(tab);
  }

  /** The tabs that show a plan. */
  tabsOn(planId: string): readonly TabId[] {
    return [...this.#watchers].filter(([, one]) => one.planId === planId).map(([tab]) => tab);
  }

  /** Who has a plan open, whatever the number of their tabs; at most so many. */
  peopleOn(planId: string, most: number): readonly StampedUser[] {
    const people = new Map<string, StampedUser>();
    for (const { planId: shown, user } of this.#watchers.values()) {
      if (people.size >= most) break;
      if (shown === planId) people.set(user.personId, user);
    }
    return [...people.values()];
  }

  /** Whether `takeNews` has something to say. */
  get hasNews(): boolean {
    return this.#changed.size > 0;
  }

  /** What has changed since the last call, for every tab concerned. */
  takeNews(): readonly PresenceNews[] {
    const news = [...this.#changed].flatMap((planId) => this.#newsOf(planId));
    this.#changed.clear();
    return news;
  }

  #noteChange(tab: TabId): void {
    const planId = this.#watchers.get(tab)?.planId;
    if (planId !== undefined) this.#changed.add(planId);
  }

  #newsOf(planId: string): readonly PresenceNews[] {
    const here = [...this.#watchers].filter(([, one]) => one.planId === planId);
    const places = here.map(([tab, { user, readable }]) => {
      const caret = this.#carets.get(tab);
      return { user, documentId: caret !== undefined && readable.has(caret) ? caret : undefined };
    });
    return here.map(([tab, { readable }]) => ({
      tab,
      planId,
      people: peopleFor(places, readable),
    }));
  }
}

/** Where one tab's caret is, as far as its own person may read. */
interface Place {
  readonly user: StampedUser;
  readonly documentId: string | undefined;
}

function peopleFor(
  places: readonly Place[],
  readable: ReadonlySet<string>,
): readonly PresentPerson[] {
  const people = new Map<string, PresentPerson>();
  for (const { user, documentId } of places) {
    const before = people.get(user.personId)?.documentIds ?? [];
    const isNew =
      documentId !== undefined && readable.has(documentId) && !before.includes(documentId);
    people.set(user.personId, { ...user, documentIds: isNew ? [...before, documentId] : before });
  }
  return [...people.values()];
}
