import { type Route, memberRoute, nothing } from '../http/route.ts';
import { type InboxReader } from './inbox-reader.ts';
import { inboxSchema } from './inbox-schema.ts';

/** What needs whoever asks. */
export function inboxRoutes({ inbox }: { readonly inbox: InboxReader }): readonly Route[] {
  return [
    memberRoute({
      method: 'get',
      path: '/api/inbox',
      summary: 'What needs me, most urgent first',
      body: nothing,
      answer: inboxSchema,
      handle: async ({ visitor }) => ({
        answer: { items: [...(await inbox.read(visitor.person))] },
      }),
    }),
  ];
}
