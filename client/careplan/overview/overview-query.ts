import { type OverviewRow } from '@alliance/shared/alliance/alliance-view';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../../ui/ask-server.ts';
import { retryOnlyFaults } from '../plan-queries.ts';

/** What lacks in the plans that I lead or keep. */
export const overviewQuery = queryOptions({
  queryKey: ['plans', 'overview'],
  queryFn: () => askServer<readonly OverviewRow[]>('/api/overview'),
  refetchInterval: 60_000,
  retry: retryOnlyFaults,
});
