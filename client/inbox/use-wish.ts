import { type NotificationSettings } from '@alliance/shared/inbox/inbox';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ServerRefusal } from '../ui/server-refusal.ts';
import { notificationsQuery } from './notification-queries.ts';

/** Why a wish was not granted; the words are `notifications.trouble.<this>`. */
export type WishTrouble =
  | 'unreachable'
  | 'mailAway'
  | 'tooMany'
  | 'tooOften'
  | 'spent'
  | 'wrong'
  | 'badAddress'
  | 'refused'
  | 'failed';

/** One way to change my wishes; what the server makes of them is shown at once. */
export function useWish<Wish>(
  send: (wish: Wish) => Promise<NotificationSettings>,
  onDone?: () => void,
): {
  readonly wish: (wish: Wish) => void;
  readonly isSending: boolean;
  readonly isDone: boolean;
  readonly trouble: WishTrouble | undefined;
} {
  const queryClient = useQueryClient();
  const { mutate, isPending, isSuccess, error } = useMutation({
    networkMode: 'always',
    mutationFn: send,
    onSuccess: (settings) => {
      queryClient.setQueryData(notificationsQuery.queryKey, settings);
      onDone?.();
    },
  });
  return {
    wish: mutate,
    isSending: isPending,
    isDone: isSuccess,
    trouble: error === null ? undefined : troubleOf(error),
  };
}

function troubleOf(error: Error): WishTrouble {
  if (!(error instanceof ServerRefusal)) return 'failed';
  if (error.rule === 'IB12') return error.status === 429 ? 'tooMany' : 'spent';
  if (error.rule === 'IB8') return 'wrong';
  if (error.rule === 'IB17') return 'tooOften';
  return byStatus[error.status] ?? 'failed';
}

const byStatus: Readonly<Record<number, WishTrouble>> = {
  0: 'unreachable',
  400: 'badAddress',
  422: 'refused',
  503: 'mailAway',
};
