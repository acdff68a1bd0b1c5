import { type Looked, type PlanSummary, type PlanView } from '@alliance/shared/careplan/plan-view';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';

/** The plans in which I take part. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: () => askServer<readonly PlanSummary[]>('/api/plans'),
  // Who is there changes by itself.
  refetchInterval: 30_000,
  retry: retryOnlyFaults,
});

/** One plan with its readable text. Asked again now and then, because what changed since I looked is counted by the server. */
export function planQuery(planId: string) {
  return queryOptions({
    queryKey: ['plan', planId],
    queryFn: () => askServer<PlanView>(`/api/plans/${encodeURIComponent(planId)}`),
    refetchInterval: 60_000,
    retry: retryOnlyFaults,
  });
}

/** Tells the server how far I have read: what is on the page now. */
export async function markLooked(plan: PlanView): Promise<void> {
  const body: Looked = {
    heads: plan.sections.map(({ documentId, rendered }) => ({ documentId, head: rendered.head })),
  };
  await askServer(`/api/plans/${encodeURIComponent(plan.id)}/looked`, { method: 'POST', body });
}

/** Waiting does not change a refusal; it may cure a fault. */
export function retryOnlyFaults(count: number, error: Error): boolean {
  const isRefusal = error instanceof ServerRefusal && error.status >= 400 && error.status < 500;
  return count < 2 && !isRefusal;
}
