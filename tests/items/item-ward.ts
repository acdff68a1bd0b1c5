/** The ward of the threads, for the rules of items: a language to let its people make and change them. */
import { itemStandingAt } from '@alliance/shared/access/item-standing';
import { type Alliance } from '@alliance/shared/alliance/alliance';
import { type Section, toPlanId } from '@alliance/shared/careplan/care-plan';
import { decideItem } from '@alliance/shared/careplan/item/decide-item';
import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type Intervention } from '@alliance/shared/careplan/item/intervention';
import { type PlanItem } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';
import { type ItemContext, type ItemDecision } from '@alliance/shared/careplan/item/item-decision';
import { startItem } from '@alliance/shared/careplan/item/start-item';
import { sectionKeys, toDocumentId, toSectionId } from '@alliance/shared/careplan/section';

import { type Name, names, ward } from '../comments/ward.ts';
import { hours, noon, personId } from '../support/alliances.ts';
import { newGoal, newIntervention, newRow } from '../support/items.ts';

/** How the ward is when something is asked. */
export interface Asking {
  /** Hours from noon. */
  readonly at?: number;
  readonly team?: Alliance;
  /** The plan has every section there can be, with what is said otherwise of some. */
  readonly sections?: readonly Section[];
  /** Other items of the plan. */
  readonly others?: readonly PlanItem[];
}

/** The plan of the ward. */
export const planId = toPlanId('plan-1');

/** Every section there can be. */
export const sections: readonly Section[] = sectionKeys.map((key) => ({
  id: toSectionId(`section-${key}`),
  key,
  heading: key,
  documentId: toDocumentId(`document-${key}`),
  staleAfterDays: 7,
}));

/** Somebody asks to make an item. */
export function making(name: Name, asked: StartItem, given: Asking = {}): ItemDecision {
  return startItem(planId, asked, { id: personId(name), name }, contextFor(name, given));
}

/** Somebody asks something of an item. */
export function asking(
  item: PlanItem,
  name: Name,
  command: ItemCommand,
  given: Asking = {},
): ItemDecision {
  return decideItem(item, command, { id: personId(name), name }, contextFor(name, given));
}

/** The item after what somebody asked, which must be allowed. */
export function after<Item extends PlanItem>(
  item: Item,
  name: Name,
  command: ItemCommand,
  given: Asking = {},
): Item {
  return kept(asking(item, name, command, given)) as Item;
}

/** A goal that Hannah leads in "Walking and transfers", active; anything can be replaced. */
export function walking(
  values: Parameters<typeof newGoal>[0] = {},
  other: Parameters<typeof newGoal>[1] = {},
): Goal {
  const led = { leadDiscipline: 'physical-therapist', lifecycle: 'active', ...values } as const;
  return kept(making('hannah', newGoal(led, other))) as Goal;
}

/** An intervention that Hannah has made in "Walking and transfers". */
export function practice(
  values: Parameters<typeof newIntervention>[0] = {},
  goals: readonly Goal[] = [],
): Intervention {
  const asked = newIntervention(values, { goalIds: goals.map(({ id }) => id) });
  return kept(making('hannah', asked, { others: goals })) as Intervention;
}

/** A row that somebody has made in "Walking and transfers". */
export function rowOf(name: Name): PlanItem {
  return kept(making(name, newRow()));
}

/** Why something is refused; `allowed` when it is not. */
export function refusal(decision: ItemDecision): string {
  return decision.ok ? 'allowed' : `${decision.refusal.rule} ${decision.refusal.reason}`;
}

/** Who of the ward is allowed something, at noon. */
export function whoMay(ask: (name: Name) => ItemDecision): readonly Name[] {
  return names.filter((name) => ask(name).ok);
}

/** The item of a decision that must be one. */
export function kept(decision: ItemDecision): PlanItem {
  if (!decision.ok) throw new Error(`Refused: ${decision.refusal.reason}.`);
  return decision.item;
}

/** What a decision is made with. */
export function contextFor(
  name: Name,
  { at = 0, team = ward, sections: there = sections, others = [] }: Asking = {},
): ItemContext {
  const now = noon + at * 3_600_000;
  return {
    standing: itemStandingAt({
      alliance: team,
      plan: { sections: there },
      personId: personId(name),
      now,
    }),
    at: hours(at),
    others: new Map(others.map((item) => [item.id, item])),
  };
}
