import { type Colleague } from '@alliance/shared/alliance/alliance-view';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';

/** The people with whom I share an alliance: whom I can ask by name. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: () => askServer<readonly Colleague[]>('/api/colleagues'),
  staleTime: 60_000,
  retry: 1,
});
