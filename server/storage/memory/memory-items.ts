/** The items of plans in memory, with all their versions. */
import assert from 'node:assert/strict';

import { type ItemId, type PlanItem } from '@alliance/shared/careplan/item/item';

import { obstacleToItem } from '../plan-precondition.ts';
import { type World } from '../port.ts';
import { type ItemWrite, type Plans, type RecordWritten, type StoredItems } from '../port/plans.ts';
import { newCursorSecret, openCursor, sealCursor } from '../thread-cursor.ts';
import { type MemoryWriteKeys } from './memory-write-keys.ts';

const noPlan = 'An item belongs to a plan that exists.';

interface KeptItem {
  /** Oldest first; the last one is the present one. */
  readonly versions: readonly [...PlanItem[], PlanItem];
  /** The number of the change that brought the last one. */
  readonly change: number;
}

/** Nothing that it is given or gives is shared with what it keeps. */
export class MemoryItems {
  #secret = newCursorSecret();
  #last = 0;
  readonly #items = new Map<ItemId, KeptItem>();
  readonly #keys: MemoryWriteKeys;

  constructor(keys: MemoryWriteKeys) {
    this.#keys = keys;
  }

  itemsOf({ planId, after }: Parameters<Plans['itemsOf']>[0]): StoredItems {
    const since = after === undefined ? undefined : openCursor(this.#secret, after);
    const items = [...this.#items.values()]
      .filter(({ change }) => change > (since ?? 0))
      .map(({ versions }) => presentOf(versions))
      .filter((item) => item.planId === planId)
      .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    return {
      cursor: sealCursor(this.#secret, this.#last),
      isWhole: since === undefined,
      items: structuredClone(items),
    };
  }

  item(itemId: ItemId): PlanItem | undefined {
    const kept = this.#items.get(itemId);
    return kept && structuredClone(presentOf(kept.versions));
  }

  versions(itemId: ItemId, limit: number): readonly PlanItem[] {
    return structuredClone(this.#items.get(itemId)?.versions.slice(-limit) ?? []);
  }

  /** Keeps a new state, and its key; changes nothing when it may not. */
  write(write: ItemWrite, planIds: ReadonlySet<string>): RecordWritten {
    const { item, key, audit } = write;
    const obstacle = obstacleToItem(write, {
      keptDigest: this.#keys.digestOf(key),
      present: this.item(item.id),
    });
    if (obstacle !== undefined) return obstacle;
    assert(planIds.has(item.planId), noPlan);
    this.#put(item);
    this.#keys.put(key, audit.at);
    return 'kept';
  }

  hasAny(items: readonly PlanItem[]): boolean {
    return items.some(({ id }) => this.#items.has(id));
  }

  /** New items beside all others. */
  add(items: readonly PlanItem[]): void {
    for (const item of items) this.#put(item);
  }

  /** A world's items in place of all others. */
  replace({ items, plans }: Pick<World, 'items' | 'plans'>): void {
    const planIds = new Set<string>(plans.map(({ plan }) => plan.id));
    assert(
      items.every(({ planId }) => planIds.has(planId)),
      noPlan,
    );
    this.#secret = newCursorSecret();
    this.#items.clear();
    this.add(items);
  }

  #put(item: PlanItem): void {
    this.#last += 1;
    const before = this.#items.get(item.id)?.versions ?? [];
    const versions: KeptItem['versions'] = [...before, structuredClone(item)];
    this.#items.set(item.id, { versions, change: this.#last });
  }
}

function presentOf(versions: KeptItem['versions']): PlanItem {
  return versions.at(-1) ?? versions[0];
}

function orderOf({ madeAt, id }: PlanItem): string {
  return `${madeAt} ${id}`;
}
