import { seatSees } from '@alliance/shared/access/item-standing';
import { type Alliance, type Seat, type SeatId } from '@alliance/shared/alliance/alliance';
import { type DisciplineKey } from '@alliance/shared/alliance/discipline';
import {
  type TemplateGoal,
  type TemplateIntervention,
  type TemplateItem,
} from '@alliance/shared/alliance/template';
import { type PlanId } from '@alliance/shared/careplan/care-plan';
import {
  contingencyFields,
  goalFields,
  interventionFields,
} from '@alliance/shared/careplan/item/first-fields';
import {
  firstGoalValues,
  firstInterventionValues,
} from '@alliance/shared/careplan/item/first-values';
import { type Goal } from '@alliance/shared/careplan/item/goal';
import { type Intervention } from '@alliance/shared/careplan/item/intervention';
import {
  type ItemBase,
  type ItemId,
  type PlanItem,
  toItemId,
} from '@alliance/shared/careplan/item/item';
import { authorInSeat, type ItemActor } from '@alliance/shared/careplan/item/item-decision';
import { type SectionKey } from '@alliance/shared/careplan/section';

import { type CardTarget, type ProseBlock } from '../careplan/written-block.ts';
import { type BeginningSection } from './beginning.ts';

/** What the items of a template are made with. */
export interface TemplateFounding {
  readonly alliance: Alliance;
  readonly planId: PlanId;
  /** Whoever chose the template, in their seat: nobody else has said anything yet. */
  readonly founder: ItemActor;
  readonly seat: Seat;
  /** ISO 8601 instant. */
  readonly at: string;
  /** A fresh UUID. */
  readonly newId: () => string;
}

/** Which item stands where a template has one. */
export type MadeItems = ReadonlyMap<TemplateItem, PlanItem>;

/**
 * The goals, interventions and rows with which a plan begins: proposals and drafts, until whoever writes the section
 * takes them up (IT30).
 */
export function templateItems(
  sections: readonly BeginningSection[],
  founding: TemplateFounding,
): MadeItems {
  const placed = sections.flatMap(({ key, blocks }) =>
    blocks.filter(isTemplateItem).map((told) => ({
      key,
      told,
      id: toItemId(founding.newId()),
    })),
  );
  const goalIds = new Map(
    placed.flatMap(({ told, id }) => (told.kind === 'goal' ? [[told.name, id] as const] : [])),
  );
  return new Map(
    placed.map(({ key, told, id }) => [
      told,
      itemOf(told, baseOf(id, key, founding), { ...founding, goalIds }),
    ]),
  );
}

/** The words of a section as they are written, with a card where an item stands. */
export function withCards(
  blocks: BeginningSection['blocks'],
  items: MadeItems,
): readonly (ProseBlock | CardTarget)[] {
  return blocks.flatMap((block) => (isTemplateItem(block) ? (items.get(block) ?? []) : block));
}

/** Whether a template has a record there, and not words. */
function isTemplateItem(block: ProseBlock | TemplateItem): block is TemplateItem {
  return block.kind === 'goal' || block.kind === 'intervention' || block.kind === 'contingency';
}

interface Making extends TemplateFounding {
  readonly goalIds: ReadonlyMap<string, ItemId>;
}

function baseOf(id: ItemId, sectionKey: SectionKey, founding: TemplateFounding): ItemBase {
  const { planId, seat, founder, at } = founding;
  const author = authorInSeat(seat, founder);
  return { id, planId, sectionKey, author, madeAt: at, tags: [], version: 1 };
}

function itemOf(told: TemplateItem, base: ItemBase, making: Making): PlanItem {
  switch (told.kind) {
    case 'goal':
      return goalOf(told, base, making);
    case 'intervention':
      return interventionOf(told, base, making);
    case 'contingency': {
      const writing = { by: making.founder.id, at: making.at };
      return { ...base, kind: 'contingency', fields: contingencyFields(told.values, writing) };
    }
  }
}

function goalOf(
  { lead, supporting, dueDays, values }: TemplateGoal,
  base: ItemBase,
  { alliance, founder, at }: Making,
): Goal {
  const isHere = (key: DisciplineKey): boolean => seatWith(alliance, key) !== undefined;
  const fields = goalFields(
    {
      ...firstGoalValues,
      ...values,
      leadDiscipline: isHere(lead) ? lead : null,
      startOn: dayAfter(at, 0),
      dueOn: dayAfter(at, dueDays),
    },
    { by: founder.id, at },
  );
  const nothing = { parts: [], agreements: [], progress: [] };
  return { ...base, kind: 'goal', fields, supporting: supporting.filter(isHere), ...nothing };
}

function interventionOf(
  { responsible, serves, values }: TemplateIntervention,
  base: ItemBase,
  { alliance, founder, at, goalIds }: Making,
): Intervention {
  const fields = interventionFields(
    {
      ...firstInterventionValues,
      ...values,
      responsible: responsibleSeat(alliance, responsible, base.sectionKey),
    },
    { by: founder.id, at },
  );
  return {
    ...base,
    kind: 'intervention',
    fields,
    // Of a section that was not asked for there are no goals to serve.
    goalIds: serves.flatMap((name) => goalIds.get(name) ?? []),
    assisting: [],
    done: [],
  };
}

function responsibleSeat(
  alliance: Alliance,
  discipline: DisciplineKey,
  sectionKey: SectionKey,
): SeatId | null {
  const seat = seatWith(alliance, discipline);
  return seat !== undefined && seatSees(alliance, seat, sectionKey) ? seat.id : null;
}

function seatWith({ seats }: Alliance, discipline: DisciplineKey): Seat | undefined {
  return seats.find(({ role }) => role.disciplineKey === discipline);
}

function dayAfter(at: string, days: number): string {
  return new Date(Date.parse(at) + days * dayMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

const dayMs = 24 * 60 * 60_000;
