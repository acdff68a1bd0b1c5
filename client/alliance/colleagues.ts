import { type Colleague } from '@alliance/shared/alliance/alliance-view';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { type useAsking } from './use-alliance.ts';

/** The people with whom I share an alliance: whom I can ask by name. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: () => askServer<readonly Colleague[]>('/api/colleagues'),
  staleTime: 60_000,
  retry: 1,
});

/** Who signs in with exactly this address: somebody, nobody (null), or undefined when the question was refused. */
export async function colleagueWithAddress(
  email: string,
  ask: ReturnType<typeof useAsking>['ask'],
): Promise<Colleague | null | undefined> {
  const found = await ask<readonly Colleague[]>('/api/colleagues', { email: email.trim() });
  return found === undefined ? undefined : (found[0] ?? null);
}
