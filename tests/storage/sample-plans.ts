/** Plans that change, and their items, for the storage's tests. */
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type CarePlan, type Section } from '@alliance/shared/careplan/care-plan';
import { type Contingency } from '@alliance/shared/careplan/item/contingency';
import { type ItemId, toItemId } from '@alliance/shared/careplan/item/item';
import { toDocumentId, toSectionId } from '@alliance/shared/careplan/section';
import { firstField } from '@alliance/shared/comments/field';

import { type WorldDocument } from '../../server/storage/port.ts';
import { type ItemWrite, type PlanWrite } from '../../server/storage/port/plans.ts';
import { audit, nurse, plan } from './sample-world.ts';

/** Three ids; their order is not the order in which the items are made. */
export const [itemA, itemB, itemC] = [toItemId('item-c'), toItemId('item-a'), toItemId('item-b')];

/** Who made it. */
const author = {
  personId: nurse,
  seatId: toSeatId('seat-nurse'),
  name: 'Nora Nurse RN',
  disciplineKey: 'rehab-nurse',
  title: 'Rehab nurse',
} as const;

/** A row of a plan at a version; made in the given hour of one day. */
export function itemOf(
  id: ItemId,
  { version = 1, hour = 9, planId = plan.id }: Partial<ItemSample> = {},
): Contingency {
  const madeAt = new Date(Date.UTC(2026, 0, 3, hour)).toISOString();
  const field = (text: string) => firstField(text, nurse, madeAt);
  return {
    id,
    planId,
    sectionKey: 'mobility',
    author,
    madeAt,
    tags: [],
    version,
    kind: 'contingency',
    fields: {
      condition: field(`Dizzy on standing ${version}`),
      action: field('Sit down'),
      call: field('Nurse, ext. 12'),
    },
  };
}

interface ItemSample {
  readonly version: number;
  readonly hour: number;
  readonly planId: CarePlan['id'];
}

/** The write that brings an item to its version, with an audit entry of its own. */
export function itemWriteOf(item: ItemWrite['item'], more: Partial<ItemWrite> = {}): ItemWrite {
  return {
    item,
    expectedVersion: item.version - 1,
    audit: audit('item.write', item.id),
    ...more,
  };
}

/** The next state of a plan. */
export function nextPlan(
  before: CarePlan,
  changes: Partial<CarePlan> = {},
  more: Partial<PlanWrite> = {},
): PlanWrite {
  return {
    plan: { ...before, ...changes, version: before.version + 1 },
    expectedVersion: before.version,
    documents: [],
    audit: audit('plan.write', before.id),
    ...more,
  };
}

/** The write that adds a section with an empty document to a plan. */
export function addingTo(before: CarePlan, name: string): PlanWrite {
  const section: Section = {
    id: toSectionId(`section-${name}`),
    key: 'mood',
    heading: `Mood ${name}`,
    documentId: toDocumentId(`mood-${name}`),
    private: { by: author, at: '2026-01-03T09:00:00.000Z' },
    staleAfterDays: 3,
  };
  const sections = [section, ...before.sections];
  return nextPlan(before, { sections }, { documents: [emptyDocument(section.documentId)] });
}

/** A document in which nobody has written. */
export function emptyDocument(documentId: WorldDocument['documentId']): WorldDocument {
  return { documentId, incarnation: `${documentId}-first`, rows: [], clients: [] };
}
