import { type LinkView, type NewAccount } from '@alliance/shared/identity/account';
import { type Person } from '@alliance/shared/identity/person';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';

/** What a one-time link leads to. It is in this page's memory only, as its secret is. */
export function linkQuery(secret: string) {
  return queryOptions({
    queryKey: ['link', secret],
    queryFn: () => askServer<LinkView>('/api/join/look', { method: 'POST', body: { secret } }),
    staleTime: Infinity,
    retry: false,
  });
}

/** Makes the first account, which administers, and signs in. */
export function setUp(account: NewAccount): Promise<{ readonly person: Person }> {
  return askServer('/api/set-up', { method: 'POST', body: account });
}

/** Makes an account with an invitation, and signs in. */
export function join(account: NewAccount): Promise<{ readonly person: Person }> {
  return askServer('/api/join', { method: 'POST', body: account });
}

/** Sets the new password of an account with a link. */
export function setNewPassword(wish: {
  readonly secret: string;
  readonly password: string;
}): Promise<void> {
  return askServer('/api/join/password', { method: 'POST', body: wish });
}
