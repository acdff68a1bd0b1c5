import assert from 'node:assert/strict';

import { type CarePlan } from '@alliance/shared/careplan/care-plan';
import { type PlanItem } from '@alliance/shared/careplan/item/item';

import { type ItemWrite, type PlanWrite, type RecordWritten } from './port/plans.ts';

/** Why a write does not come to pass, or undefined when it does. */
export type RecordObstacle = Exclude<RecordWritten, 'kept'> | undefined;

/** What an adapter knows before it writes a plan; absent is what it does not have. */
export interface BeforePlanWrite {
  /** The digest that was kept with the write's key. */
  readonly keptDigest: string | undefined;
  readonly present: CarePlan | undefined;
  /** One of the new documents exists. */
  readonly isTaken: boolean;
}

/** Why a plan cannot be written as asked; undefined when it can. A key that is known says more than a version. */
export function obstacleToPlan(
  { plan, expectedVersion, documents, key }: PlanWrite,
  { keptDigest, present, isTaken }: BeforePlanWrite,
): RecordObstacle {
  assert(plan.version === expectedVersion + 1, 'A plan is written one version at a time.');
  if (keptDigest !== undefined) return keptDigest === key?.digest ? 'repeated' : 'misused';
  if (present?.version !== expectedVersion) return 'stale';
  assert(plan.allianceId === present.allianceId, 'A plan stays with its alliance.');
  const kept = documentsOf(plan);
  const before = documentsOf(present);
  assert(before.isSubsetOf(kept), 'A plan keeps its sections.');
  const given = documents.map((document) => document.documentId);
  assert.deepEqual(given.toSorted(), [...kept.difference(before)].toSorted(), 'Each one begins.');
  return isTaken ? 'taken' : undefined;
}

function documentsOf({ sections, setAside = [] }: CarePlan): ReadonlySet<string> {
  return new Set([...sections, ...setAside].map(({ documentId }) => documentId));
}

/** What an adapter knows before it writes an item; absent is what it does not have. */
export interface BeforeItemWrite {
  /** The digest that was kept with the write's key. */
  readonly keptDigest: string | undefined;
  readonly present: Pick<PlanItem, 'planId' | 'version'> | undefined;
}

/** Why an item cannot be written as asked; undefined when it can. A key that is known says more than a version. */
export function obstacleToItem(
  { item, expectedVersion, key }: ItemWrite,
  { keptDigest, present }: BeforeItemWrite,
): RecordObstacle {
  assert(item.version === expectedVersion + 1, 'An item is written one version at a time.');
  if (keptDigest !== undefined) return keptDigest === key?.digest ? 'repeated' : 'misused';
  if (expectedVersion === 0) return present && 'taken';
  if (present?.version !== expectedVersion) return 'stale';
  assert(item.planId === present.planId, 'An item stays in its plan.');
  return undefined;
}
