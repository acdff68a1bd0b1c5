import { type DocumentId, isDocumentId } from '@alliance/shared/careplan/section';

import { readableSections } from '../access/admission.ts';
import { Allowances } from '../core/allowances.ts';
import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { digestOf, keyCharactersMax } from '../http/write-key.ts';
import { type Storage } from '../storage/port.ts';
import { type Admission, type SyncServer } from '../sync/ports.ts';
import { planWritesMax, planWritesMs, plannersMax } from './limits.ts';
import { planCommandSchema } from './plan-command-schema.ts';
import { type PlanDesk } from './plan-desk.ts';
import { planProblems } from './plan-problems.ts';
import { type PlanReader } from './plan-reader.ts';
import { lookedSchema, planSchema, planSummariesSchema } from './plan-schema.ts';

/** What the plans' routes need. */
export interface PlanRouteSettings {
  readonly reader: PlanReader;
  readonly desk: PlanDesk;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly storage: Pick<Storage, 'markLooked'>;
  readonly sync: Pick<SyncServer, 'announceInbox'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The plans of whoever asks. A plan of others and one that does not exist are answered alike (CP2). */
export function planRoutes(settings: PlanRouteSettings): readonly Route[] {
  return [listPlans(settings), readPlan(settings), changePlan(settings), markLooked(settings)];
}

function listPlans({ reader }: PlanRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans',
    summary: 'The plans that I take part in',
    body: nothing,
    answer: planSummariesSchema,
    handle: async ({ visitor }) => ({ answer: await reader.summaries(visitor.person) }),
  });
}

function readPlan({ reader, admission }: PlanRouteSettings): Route {
  return memberRoute({
    method: 'get',
    path: '/api/plans/{planId}',
    summary: 'One plan, cut to what I may see',
    body: nothing,
    answer: planSchema,
    async handle({ visitor, params }) {
      const record = await admission.planFor(visitor.person, params['planId'] ?? '');
      if (record === undefined) return problems.notFound;
      return { answer: await reader.view(visitor.person, record) };
    },
  });
}

function changePlan({ reader, desk, now }: PlanRouteSettings): Route {
  const rate = { max: planWritesMax, stretchMs: planWritesMs, keysMax: plannersMax };
  const writes = new Allowances(rate);
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}',
    summary: 'Add, name, move, retire, restore, share or review a section of a plan',
    needsKey: true,
    body: planCommandSchema,
    answer: planSchema,
    async handle({ visitor: { person }, params, idempotencyKey: key = '', body: command }) {
      if (key === '' || key.length > keyCharactersMax) return planProblems.keyMissing;
      if (!writes.take(person.id, now())) return planProblems.tooFast;
      const { planId = '' } = params;
      const digest = digestOf([planId, command]);
      const named = { personId: person.id, key, digest };
      const outcome = await desk.change({ person, planId, key: named, command });
      return 'text' in outcome ? outcome : { answer: await reader.view(person, outcome) };
    },
  });
}

function markLooked({ admission, storage, sync, now }: PlanRouteSettings): Route {
  return memberRoute({
    method: 'post',
    path: '/api/plans/{planId}/looked',
    summary: 'I have read the plan as far as these heads',
    body: lookedSchema,
    answer: nothing,
    async handle({ visitor, params, body }) {
      const record = await admission.planFor(visitor.person, params['planId'] ?? '');
      if (record === undefined) return problems.notFound;
      const mine = new Set<DocumentId>(
        readableSections(record, visitor.person, now()).map(({ section }) => section.documentId),
      );
      const heads = body.heads.flatMap(({ documentId, head }) =>
        isDocumentId(documentId) && mine.has(documentId) ? [{ documentId, head }] : [],
      );
      if (heads.length < body.heads.length) return problems.notFound;
      const at = new Date(now()).toISOString();
      const [personId, planId] = [visitor.person.id, record.plan.id];
      const audit = { at, personId, action: 'plan.looked', subjectId: planId };
      await storage.markLooked({ personId, planId, at, heads }, audit);
      // Mentions in these texts need nobody any more who has read them (IB47).
      sync.announceInbox(new Set([personId]));
      return { answer: undefined };
    },
  });
}
