import { type MyAlliance } from '@alliance/shared/alliance/alliance-request';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../../ui/ask-server.ts';
import { retryOnlyFaults } from '../plan-queries.ts';

/** The alliances in which I sit, those included whose plan I may not open yet or any more. */
export const alliancesQuery = queryOptions({
  queryKey: ['plans', 'alliances'],
  queryFn: () => askServer<readonly MyAlliance[]>('/api/alliances'),
  retry: retryOnlyFaults,
});
