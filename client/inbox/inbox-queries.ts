import { type InboxView, type ThreadItem } from '@alliance/shared/inbox/inbox';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';

/** What needs me. Asked again every minute too, because time alone makes things due. */
export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: () => askServer<InboxView>('/api/inbox'),
  refetchInterval: 60_000,
  refetchOnWindowFocus: 'always',
  retry: (count, error) =>
    count < 1 && !(error instanceof ServerRefusal && (error.status === 0 || error.status < 500)),
});

/** Tells the server that I have read what an item asks me to read. */
export async function markRead({ planId, threadId, readsTo }: ThreadItem): Promise<void> {
  const thread = `/api/plans/${encodeURIComponent(planId)}/threads/${encodeURIComponent(threadId)}`;
  await askServer(`${thread}/read`, {
    method: 'POST',
    body: { readCount: readsTo },
    key: crypto.randomUUID(),
  });
}
