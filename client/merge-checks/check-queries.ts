import {
  type DecideMergeCheck,
  type MergeCheckView,
  type MergeChecksView,
} from '@alliance/shared/merge-checks/merge-check';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';

/** The open merge checks of a plan. Asked again every minute too: a right that ends by the clock is told by no event. */
export function checksQuery(planId: string) {
  return queryOptions({
    queryKey: ['merge-checks', planId],
    queryFn: () => askServer<MergeChecksView>(pathOf(planId)),
    refetchInterval: 60_000,
    refetchOnWindowFocus: 'always',
    retry: (count, error) => count < 1 && !(error instanceof ServerRefusal && error.status < 500),
  });
}

/** One merge check as it is now, decided or not. */
export function checkQuery(planId: string, checkId: string) {
  return queryOptions({
    queryKey: ['merge-check', planId, checkId],
    queryFn: () => askServer<MergeCheckView>(pathOf(planId, checkId)),
    retry: 1,
  });
}

/** Ends a merge check. Rejects with a {@link ServerRefusal}. */
export function decideCheck(
  planId: string,
  checkId: string,
  decision: DecideMergeCheck,
): Promise<MergeCheckView> {
  const request = { method: 'POST', body: decision, key: crypto.randomUUID() };
  return askServer(pathOf(planId, checkId), request);
}

function pathOf(planId: string, checkId?: string): string {
  const checks = `/api/plans/${encodeURIComponent(planId)}/merge-checks`;
  return checkId === undefined ? checks : `${checks}/${encodeURIComponent(checkId)}`;
}
