import assert from 'node:assert/strict';

import { itemStandingAt } from '@alliance/shared/access/item-standing';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { decideItem } from '@alliance/shared/careplan/item/decide-item';
import {
  type ItemId,
  type ItemKind,
  type PlanItem,
  toItemId,
} from '@alliance/shared/careplan/item/item';
import { type ItemContext, type ItemDecision } from '@alliance/shared/careplan/item/item-decision';
import { startItem } from '@alliance/shared/careplan/item/start-item';

import { castId, castMember, type CastKey } from './cast.ts';
import { type Times } from './times.ts';
import { type NamedInCase, type ToldItem } from './told-item.ts';

/** What the cards of a case stand for, by the names of its items. */
export type CardTargets = ReadonlyMap<string, { readonly kind: ItemKind; readonly id: ItemId }>;

/** Ids for the items of a case: new ones in every world, like the documents in which their cards stand (DM3). */
export function cardTargets(items: readonly ToldItem[], newId: () => string): CardTargets {
  return new Map(items.map(({ name, kind }) => [name, { kind, id: toItemId(newId()) }]));
}

/** What the items of a case are made from. */
export interface ItemRecords {
  readonly alliance: Alliance;
  readonly plan: CarePlan;
  readonly targets: CardTargets;
  readonly times: Times;
  readonly newId: () => string;
}

/**
 * The items of a case, oldest first. Each step is decided as if it were asked today, so that nothing is in the demo that
 * could not have been done (DM17).
 */
export function caseItems(told: readonly ToldItem[], records: ItemRecords): readonly PlanItem[] {
  const items: PlanItem[] = [];
  for (const each of told.toSorted((one, other) => other.hoursAgo - one.hoursAgo))
    items.push(itemOf(each, items, records));
  return items;
}

function itemOf(told: ToldItem, others: readonly PlanItem[], records: ItemRecords): PlanItem {
  const { plan } = records;
  const named = namedIn(told, records);
  const context = { records, others };
  const first = startItem(
    plan.id,
    told.start(named),
    castMember(told.by),
    contextAt(told, context),
  );
  return told.later.reduce(
    (item, change) =>
      kept(
        decideItem(item, change.command(named), castMember(change.by), contextAt(change, context)),
      ),
    kept(first),
  );
}

function namedIn({ name }: ToldItem, { alliance, targets, newId }: ItemRecords): NamedInCase {
  const item = (wanted: string): ItemId => {
    const target = targets.get(wanted);
    assert(target !== undefined, 'An item that the demo names exists.');
    return target.id;
  };
  return {
    itemId: item(name),
    item,
    newId,
    seat(title) {
      const seat = alliance.seats.find(({ role }) => role.title === title);
      assert(seat !== undefined, 'A seat that the demo names exists.');
      return seat.id;
    },
  };
}

function contextAt(
  { by, hoursAgo }: { readonly by: CastKey; readonly hoursAgo: number },
  { records, others }: { readonly records: ItemRecords; readonly others: readonly PlanItem[] },
): ItemContext {
  const { alliance, plan, times } = records;
  const now = Date.parse(times.at(0));
  return {
    standing: itemStandingAt({ alliance, plan, personId: castId(by), now }),
    at: times.at(-hoursAgo),
    others: new Map(others.map((item) => [item.id, item])),
  };
}

function kept(decision: ItemDecision): PlanItem {
  assert(decision.ok, 'What the demo tells of an item could have been done.');
  return decision.item;
}
