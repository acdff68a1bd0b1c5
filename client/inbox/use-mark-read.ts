import { type InboxView, type ThreadItem, inboxKeyOf } from '@alliance/shared/inbox/inbox';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { inboxQuery, markRead } from './inbox-queries.ts';

/** Marking as read: the row goes at once, and comes back when the server could not be told. */
export function useMarkRead(): {
  readonly markRead: (item: ThreadItem) => void;
  readonly hasFailed: boolean;
} {
  const queryClient = useQueryClient();
  const { queryKey } = inboxQuery;
  const { mutate, isError } = useMutation({
    networkMode: 'always',
    mutationFn: markRead,
    onMutate: async (item) => {
      // An answer that is on its way still has the row.
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (view: InboxView | undefined) => without(view, item));
      return before;
    },
    onError: (_error, _item, before) => {
      queryClient.setQueryData(queryKey, before);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { markRead: mutate, hasFailed: isError };
}

function without(view: InboxView | undefined, item: ThreadItem): InboxView | undefined {
  return view && { items: view.items.filter((each) => inboxKeyOf(each) !== item.threadId) };
}
