import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type ItemId } from '@alliance/shared/careplan/item/item';
import { awaitsPart } from '@alliance/shared/inbox/part-needs';

import { limits } from '../core/limits.ts';
import { type Plans } from '../storage/port/plans.ts';

interface KeptPlan {
  readonly goals: ReadonlyMap<ItemId, Goal>;
  readonly cursor?: string;
}

/** The goals of the plans whose inboxes were read last in which somebody's part is awaited; each question to the storage is only about what changed (IB15). */
export class KeptGoals {
  readonly #storage: Pick<Plans, 'itemsOf'>;
  readonly #plans = new Map<string, KeptPlan>();

  constructor(storage: Pick<Plans, 'itemsOf'>) {
    this.#storage = storage;
  }

  /** Those of a plan as they are now. */
  async of(planId: string): Promise<readonly Goal[]> {
    const known: KeptPlan = this.#plans.get(planId) ?? { goals: new Map() };
    const { cursor, isWhole, items } = await this.#storage.itemsOf({
      planId,
      ...(known.cursor !== undefined && { after: known.cursor }),
    });
    const goals = new Map(isWhole ? [] : known.goals);
    for (const item of items) {
      goals.delete(item.id);
      if (item.kind === 'goal' && awaitsPart(item)) goals.set(item.id, item);
    }
    // Last in the map: the latest that was read. Whoever read meanwhile has what their own question told, and its cursor.
    this.#plans.delete(planId);
    this.#plans.set(planId, { goals, cursor });
    for (const oldest of this.#plans.keys())
      if (this.#plans.size > limits.inboxPlansMax) this.#plans.delete(oldest);
    return [...goals.values()];
  }
}
