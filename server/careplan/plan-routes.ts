import { type DocumentId, isDocumentId } from '@alliance/shared/careplan/section';

import { readableSections } from '../access/admission.ts';
import { problems } from '../http/problem.ts';
import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type Storage } from '../storage/port.ts';
import { type Admission } from '../sync/ports.ts';
import { type PlanReader } from './plan-reader.ts';
import { lookedSchema, planSchema, planSummariesSchema } from './plan-schema.ts';

/** What the plans' routes need. */
export interface PlanRouteSettings {
  readonly reader: PlanReader;
  readonly admission: Pick<Admission, 'planFor'>;
  readonly storage: Pick<Storage, 'markLooked'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The plans of whoever asks. A plan of others and one that does not exist are answered alike (CP2). */
export function planRoutes(settings: PlanRouteSettings): readonly Route[] {
  return [listPlans(settings), readPlan(settings), markLooked(settings)];
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

function markLooked({ admission, storage, now }: PlanRouteSettings): Route {
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
      return { answer: undefined };
    },
  });
}
