import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

import { askServer } from '../../ui/ask-server.ts';
import { planQuery } from '../plan-queries.ts';

/** What became of a command: the plan as it is afterwards, which the page shows by then, or why it was refused. */
export type Sent = { readonly plan: PlanView } | { readonly error: unknown };

/** One command on its way to a plan. */
export interface PlanCommanding {
  readonly send: (command: PlanCommand) => Promise<Sent>;
  readonly isSending: boolean;
  /** Why the last one was not done; null while nothing was refused. */
  readonly error: Error | null;
  readonly reset: () => void;
}

/** Sends commands about the sections of a plan. The same command sent again, as after a lost answer, is done once. */
export function usePlanCommand(planId: string): PlanCommanding {
  const queryClient = useQueryClient();
  const last = useRef({ sent: '', key: '' });
  const { mutateAsync, isPending, error, reset } = useMutation({
    networkMode: 'always',
    mutationFn: (command: PlanCommand) => {
      const sent = JSON.stringify(command);
      if (last.current.sent !== sent) last.current = { sent, key: crypto.randomUUID() };
      const path = `/api/plans/${encodeURIComponent(planId)}`;
      return askServer<PlanView>(path, { method: 'POST', body: command, key: last.current.key });
    },
    onSuccess: async (plan) => {
      last.current = { sent: '', key: '' };
      const { queryKey } = planQuery(planId);
      // An answer that is still on its way may be older.
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, plan);
      void queryClient.invalidateQueries({ queryKey: ['inbox'] });
    },
    // What was refused may have changed meanwhile: the page shows what is there.
    onError: () => void queryClient.invalidateQueries({ queryKey: planQuery(planId).queryKey }),
  });
  const send = useCallback(
    async (command: PlanCommand): Promise<Sent> => {
      try {
        return { plan: await mutateAsync(command) };
      } catch (refusal) {
        return { error: refusal };
      }
    },
    [mutateAsync],
  );
  return { send, isSending: isPending, error, reset };
}
