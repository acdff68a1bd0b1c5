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
  readonly readable: ReadonlySet<string>;
  readonly documentId: string | null;
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
  readonly #changed = new Set<string>();

  /** A tab shows a plan, instead of the one before. `readable`: the documents that its person may read. */
  watch(tab: TabId, watch: Omit<Watcher, 'documentId'>): void {
    const before = this.#watchers.get(tab);
    const documentId = before?.planId === watch.planId ? before.documentId : null;
    this.#change(tab, { ...watch, documentId });
  }

  /** The tab's caret is in a section, or in none. A section that the person may not read counts as none. */
  focus(tab: TabId, documentId: string | null): void {
    const watcher = this.#watchers.get(tab);
    if (watcher === undefined) return;
    const isReadable = documentId !== null && watcher.readable.has(documentId);
    this.#change(tab, { ...watcher, documentId: isReadable ? documentId : null });
  }

  /** The tab is gone, or shows no plan any more. */
  leave(tab: TabId): void {
    const before = this.#watchers.get(tab);
    if (before !== undefined) this.#changed.add(before.planId);
    this.#watchers.delete(tab);
  }

  /** The plan that a tab shows. */
  planOf(tab: TabId): string | undefined {
    return this.#watchers.get(tab)?.planId;
  }

  /** The tabs that show a plan. */
  tabsOn(planId: string): readonly TabId[] {
    return [...this.#watchers].filter(([, one]) => one.planId === planId).map(([tab]) => tab);
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

  #change(tab: TabId, watcher: Watcher): void {
    const before = this.#watchers.get(tab);
    if (before !== undefined && before.planId !== watcher.planId) this.#changed.add(before.planId);
    this.#changed.add(watcher.planId);
    this.#watchers.set(tab, watcher);
  }

  #newsOf(planId: string): readonly PresenceNews[] {
    const here = [...this.#watchers].filter(([, one]) => one.planId === planId);
    const watchers = here.map(([, watcher]) => watcher);
    return here.map(([tab, { readable }]) => ({
      tab,
      planId,
      people: peopleFor(watchers, readable),
    }));
  }
}

function peopleFor(
  watchers: readonly Watcher[],
  readable: ReadonlySet<string>,
): readonly PresentPerson[] {
  const people = new Map<string, PresentPerson>();
  for (const { user, documentId } of watchers) {
    const before = people.get(user.personId)?.documentIds ?? [];
    const isNew = documentId !== null && readable.has(documentId) && !before.includes(documentId);
    people.set(user.personId, { ...user, documentIds: isNew ? [...before, documentId] : before });
  }
  return [...people.values()];
}
