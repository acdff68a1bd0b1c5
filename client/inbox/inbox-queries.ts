import { type InboxView, isThreadItem } from '@alliance/shared/inbox/inbox';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { type ReadableItem } from './use-list-keys.ts';

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
export async function markRead(item: ReadableItem): Promise<void> {
  const plan = `/api/plans/${encodeURIComponent(item.planId)}`;
  if (!isThreadItem(item)) {
    const heads = [{ documentId: item.documentId, head: item.readsTo }];
    await askServer(`${plan}/looked`, { method: 'POST', body: { heads } });
    return;
  }
  await askServer(`${plan}/threads/${encodeURIComponent(item.threadId)}/read`, {
    method: 'POST',
    body: { readCount: item.readsTo },
    key: crypto.randomUUID(),
  });
}
