import { decide } from '@alliance/shared/access/access-table';
import { identifierPattern } from '@alliance/shared/identity/identifier';
import { type Person } from '@alliance/shared/identity/person';
import {
  type DecideMergeCheck,
  type MergeCheck,
  type MergeCheckView,
} from '@alliance/shared/merge-checks/merge-check';

import { Allowances } from '../core/allowances.ts';
import { limits } from '../core/limits.ts';
import { type Problem, problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type PlanRecord, type Storage } from '../storage/port.ts';
import { type Admission, type SyncServer } from '../sync/ports.ts';
import { decidersMax, decisionsMax, decisionsMs } from './limits.ts';
import { mergeCheckProblems } from './merge-check-problems.ts';
import { type MergeCheckReading, type SeenCheck, mayRead } from './merge-check-reader.ts';
import {
  decideMergeCheckSchema,
  mergeChecksSchema,
  mergeCheckSchema,
} from './merge-check-schema.ts';

/** What the routes of merge checks need. */
export interface MergeCheckRouteSettings {
  readonly reading: MergeCheckReading;
  readonly storage: Pick<Storage, 'writeMergeCheck' | 'mergeCheck'>;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly sync: Pick<SyncServer, 'announceCheck'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The merge checks of a plan. One that the asker may not see and one that does not exist are answered alike (CP2). */
export function mergeCheckRoutes(settings: MergeCheckRouteSettings): readonly Route[] {
  const { readsMax: max, readsMs: stretchMs, readersMax: keysMax } = limits;
  const reads = new Allowances({ max, stretchMs, keysMax });
  return [listChecks(settings, reads), readCheck(settings, reads), decideCheck(settings)];
}

function listChecks(
  { admission, reading, now }: MergeCheckRouteSettings,
  reads: Allowances,
): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}/merge-checks',
    summary:
      'Where two people changed the same place without seeing each other, and nobody has decided yet',
    body: nothing,
    answer: mergeChecksSchema,
    async handle({ visitor: { person }, params }) {
      if (!reads.take(person.id, now())) return problems.askedTooOften;
      const record = await admission.planFor(person, params['planId'] ?? '');
      return record === undefined
        ? problems.notFound
        : { answer: await reading.list(person, record) };
    },
  });
}

function readCheck(settings: MergeCheckRouteSettings, reads: Allowances): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}/merge-checks/{checkId}',
    summary: 'One merge check, decided or not',
    body: nothing,
    answer: mergeCheckSchema,
    async handle({ visitor: { person }, params }) {
      if (!reads.take(person.id, settings.now())) return problems.askedTooOften;
      const found = await findCheck(settings, person, params);
      if (found === undefined) return problems.notFound;
      return { answer: await settings.reading.view(found.record, found.seen) };
    },
  });
}

function decideCheck(settings: MergeCheckRouteSettings): Route {
  const rate = { max: decisionsMax, stretchMs: decisionsMs, keysMax: decidersMax };
  const decisions = new Allowances(rate);
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/merge-checks/{checkId}',
    summary: 'Say that the text is right now, or that its place is gone',
    body: decideMergeCheckSchema,
    answer: mergeCheckSchema,
    async handle({ visitor: { person }, params, body }) {
      if (!decisions.take(person.id, settings.now())) return mergeCheckProblems.tooFast;
      const found = await findCheck(settings, person, params);
      if (found === undefined) return problems.notFound;
      const decided = await write(settings, { person, ...found, asked: body });
      return 'text' in decided ? decided : { answer: decided };
    },
  });
}

/** A check that the person may see, in a plan that they may open. */
async function findCheck(
  { admission, reading }: MergeCheckRouteSettings,
  person: Person,
  params: Readonly<Record<string, string>>,
): Promise<{ readonly record: PlanRecord; readonly seen: SeenCheck } | undefined> {
  const { planId = '', checkId = '' } = params;
  const record = await admission.planFor(person, planId);
  if (record === undefined || !identifierPattern.test(checkId)) return undefined;
  const seen = await reading.seen(person, record, checkId);
  return seen && { record, seen };
}

interface Deciding {
  readonly person: Person;
  readonly record: PlanRecord;
  readonly seen: SeenCheck;
  readonly asked: DecideMergeCheck;
}

/** Keeps the decision; the same one sent again is answered as it was the first time. */
async function write(
  settings: MergeCheckRouteSettings,
  deciding: Deciding,
): Promise<MergeCheckView | Problem> {
  const { reading, storage, now } = settings;
  const { person, record, seen, asked } = deciding;
  if (!decide(seen.access, 'section.edit').allowed) return mergeCheckProblems.mayNotDecide;
  if (isRepeat(seen.check, person, asked)) return reading.view(record, seen);
  if (seen.check.decision !== undefined || asked.version !== seen.check.version)
    return mergeCheckProblems.decidedMeanwhile;
  const at = new Date(now()).toISOString();
  const check = { ...seen.check, version: asked.version + 1, decision: decisionOf(deciding, at) };
  const audit = { at, personId: person.id, action: 'merge-check.decide', subjectId: check.id };
  if ((await storage.writeMergeCheck(check, audit)) === 'stale')
    return mergeCheckProblems.decidedMeanwhile;
  announce(settings, record, check);
  return reading.view(record, { ...seen, check });
}

function decisionOf({ person, asked }: Deciding, at: string): NonNullable<MergeCheck['decision']> {
  return { personId: person.id, at, outcome: asked.outcome };
}

function isRepeat(
  { decision, version }: MergeCheck,
  person: Person,
  asked: DecideMergeCheck,
): boolean {
  return (
    decision?.personId === person.id &&
    decision.outcome === asked.outcome &&
    asked.version === version - 1
  );
}

function announce(
  { sync, now }: MergeCheckRouteSettings,
  record: PlanRecord,
  { id: checkId, documentId, version }: MergeCheck,
): void {
  const isFor = mayRead(record, documentId, now());
  sync.announceCheck({ planId: record.plan.id, checkId, version, isFor });
}
