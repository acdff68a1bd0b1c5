import { type MyInvitation } from '@alliance/shared/alliance/alliance-request';
import { type InvitationView } from '@alliance/shared/alliance/alliance-view';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../../ui/ask-server.ts';

/** What a link asks. Its secret is no part of the key: keys can be seen in tools. */
export function invitationQuery(secret: string) {
  return queryOptions({
    queryKey: ['invitation'],
    queryFn: () =>
      askServer<InvitationView>('/api/invitations/look', { method: 'POST', body: { secret } }),
    staleTime: Infinity,
    retry: false,
  });
}

/** The seats that I am asked by name to take. */
export const myInvitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => askServer<readonly MyInvitation[]>('/api/invitations'),
  retry: 1,
});
