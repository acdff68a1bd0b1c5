import assert from 'node:assert/strict';

import { type Alliance } from '@alliance/shared/alliance/alliance';

import {
  type AllianceFounding,
  type AllianceWrite,
  type AllianceWritten,
} from './port/alliances.ts';

/** Why a write does not come to pass, or undefined when it does. */
export type AllianceObstacle = Exclude<AllianceWritten, 'kept'> | undefined;

/** What an adapter knows before it adds an alliance. */
export interface BeforeFounding {
  /** The digest that was kept with the write's key. */
  readonly keptDigest: string | undefined;
  /** The alliance, its plan or one of their documents exists. */
  readonly isTaken: boolean;
}

/** Why an alliance cannot be added; a key that is known says more than an id. */
export function obstacleToFounding(
  { record: { alliance, plan }, documents, key }: AllianceFounding,
  { keptDigest, isTaken }: BeforeFounding,
): AllianceObstacle {
  assert(alliance.version === 1, 'A new alliance has version 1.');
  assert(plan.allianceId === alliance.id, 'A plan belongs to its alliance.');
  const needed = [...plan.sections.map((each) => each.documentId), alliance.charter.documentId];
  const given = documents.map((each) => each.documentId);
  assert.deepEqual(given.toSorted(), needed.toSorted(), 'Each section and the charter begins.');
  if (keptDigest !== undefined) return keptDigest === key.digest ? 'repeated' : 'misused';
  return isTaken ? 'taken' : undefined;
}

/** What an adapter knows before it writes an alliance; absent is what it does not have. */
export interface BeforeAllianceWrite {
  /** The digest that was kept with the write's key. */
  readonly keptDigest: string | undefined;
  readonly present: Pick<Alliance, 'version' | 'charter'> | undefined;
}

/** Why an alliance cannot be written as asked; undefined when it can. A key that is known says more than a version. */
export function obstacleToAlliance(
  { alliance, expectedVersion, sealed, key }: AllianceWrite,
  { keptDigest, present }: BeforeAllianceWrite,
): AllianceObstacle {
  assert(alliance.version === expectedVersion + 1, 'An alliance is written one version at a time.');
  if (keptDigest !== undefined) return keptDigest === key?.digest ? 'repeated' : 'misused';
  if (present?.version !== expectedVersion) return 'stale';
  const { charter } = alliance;
  assert(charter.documentId === present.charter.documentId, 'A charter keeps its document.');
  const before = present.charter.sealed?.number ?? 0;
  const after = charter.sealed?.number ?? 0;
  assert(after === before + (sealed ? 1 : 0), 'Charters are put forward one version at a time.');
  assert(sealed === undefined || sealed.number === after, 'What is put forward is kept.');
  return undefined;
}
