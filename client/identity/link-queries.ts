import { type LinkView, type NewAccount } from '@alliance/shared/identity/account';
import { type Person } from '@alliance/shared/identity/person';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';

/** What a one-time link leads to. The secret is no part of the key: keys can be seen in tools. */
export function linkQuery(path: string, secret: string) {
  return queryOptions({
    queryKey: ['link', path],
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
