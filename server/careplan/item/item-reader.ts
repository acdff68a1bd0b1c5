import { seesItem } from '@alliance/shared/access/item-relations';
import { type ItemStanding, itemStandingAt } from '@alliance/shared/access/item-standing';
import { type ItemId, type PlanItem } from '@alliance/shared/careplan/item/item';
import {
  type ItemVersionsView,
  type ItemView,
  type ItemsView,
} from '@alliance/shared/careplan/item/item-view';
import { type Person } from '@alliance/shared/identity/person';
import { itemVersionsShownMax } from '@alliance/shared/limits';

import { type PlanRecord, type Storage } from '../../storage/port.ts';
import { readItemCursor, standingMark, writeItemCursor } from './item-cursor.ts';
import { itemView, seenGoals, startableSections, withSeenGoals } from './item-view.ts';
import { versionCharactersMax } from './limits.ts';

/** Reads items for one person: everything it gives is cut to what they may see. */
export interface ItemReading {
  /** The items of a plan; with a cursor only those that changed after it. */
  list(person: Person, record: PlanRecord, after?: string): Promise<ItemsView>;
  /** An item as the person meets it. */
  view(person: Person, record: PlanRecord, item: PlanItem): Promise<ItemView>;
  /** The newest versions of an item, oldest first; undefined when there is none that the person may see (IT2). */
  versions(
    person: Person,
    record: PlanRecord,
    itemId: ItemId,
  ): Promise<ItemVersionsView | undefined>;
}

/** What items are read from. */
export interface ItemReadingSettings {
  readonly storage: Pick<Storage, 'item' | 'itemsOf' | 'itemVersions'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A reader over the stored items. */
export function createItemReading(settings: ItemReadingSettings): ItemReading {
  return new StoredItemReading(settings);
}

class StoredItemReading implements ItemReading {
  readonly #settings: ItemReadingSettings;

  constructor(settings: ItemReadingSettings) {
    this.#settings = settings;
  }

  async list(person: Person, record: PlanRecord, after = ''): Promise<ItemsView> {
    const planId = record.plan.id;
    const standing = this.#standingOf(person, record);
    const mark = standingMark(standing);
    const cursor = readItemCursor(after);
    const stored = await this.#settings.storage.itemsOf({
      planId,
      ...(cursor?.standing === mark && { after: cursor.items }),
    });
    const items = stored.isWhole
      ? stored.items
      : await this.#withTheirInterventions(planId, stored.items);
    const goals = await this.#goalsSeen(standing, items);
    return {
      cursor: writeItemCursor({ items: stored.cursor, standing: mark }),
      isWhole: stored.isWhole,
      items: items
        .filter((item) => seesItem(standing, item))
        .map((item) => itemView(standing, item, goals)),
      canStartIn: startableSections(standing),
    };
  }

  async view(person: Person, record: PlanRecord, item: PlanItem): Promise<ItemView> {
    const standing = this.#standingOf(person, record);
    return itemView(standing, item, await this.#goalsSeen(standing, [item]));
  }

  async versions(
    person: Person,
    record: PlanRecord,
    itemId: ItemId,
  ): Promise<ItemVersionsView | undefined> {
    const { storage } = this.#settings;
    const standing = this.#standingOf(person, record);
    const present = await storage.item(itemId);
    if (present?.planId !== record.plan.id || !seesItem(standing, present)) return undefined;
    const versions = await storage.itemVersions(itemId, itemVersionsShownMax);
    // What it was before it was shared stays its author's.
    const seen = versions.filter((version) => seesItem(standing, version));
    const goals = await this.#goalsSeen(standing, seen);
    return newestWithin(seen, versionCharactersMax).map((item) => withSeenGoals(item, goals));
  }

  /** With a goal come the interventions that serve it: whoever sees it only now sees only now that they do. */
  async #withTheirInterventions(
    planId: string,
    changed: readonly PlanItem[],
  ): Promise<readonly PlanItem[]> {
    const ids = new Set(changed.map(({ id }) => id));
    if (!changed.some(({ kind }) => kind === 'goal')) return changed;
    const { items } = await this.#settings.storage.itemsOf({ planId });
    return items.filter(
      (item) =>
        ids.has(item.id) ||
        (item.kind === 'intervention' && item.goalIds.some((goalId) => ids.has(goalId))),
    );
  }

  /** Which of the goals that these items name their reader may see. */
  async #goalsSeen(
    standing: ItemStanding,
    items: readonly PlanItem[],
  ): Promise<ReadonlySet<ItemId>> {
    const there = new Map(items.map((item) => [item.id, item]));
    const named = items.flatMap((item) => (item.kind === 'intervention' ? item.goalIds : []));
    const goals = await Promise.all(
      [...new Set(named)].map(
        async (id) => there.get(id) ?? (await this.#settings.storage.item(id)),
      ),
    );
    return seenGoals(
      standing,
      goals.filter((goal) => goal !== undefined),
    );
  }

  #standingOf({ id: personId }: Person, { alliance, plan }: PlanRecord): ItemStanding {
    return itemStandingAt({ alliance, plan, personId, now: this.#settings.now() });
  }
}

/** As many of the newest as their JSON may be long; the newest one always. */
function newestWithin(versions: readonly PlanItem[], charactersMax: number): readonly PlanItem[] {
  let left = charactersMax;
  const first = versions.findLastIndex((version) => {
    left -= JSON.stringify(version).length;
    return left < 0;
  });
  return versions.slice(Math.min(first + 1, versions.length - 1));
}
