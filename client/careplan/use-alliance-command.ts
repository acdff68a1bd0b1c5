import { type AllianceCommand } from '@alliance/shared/alliance/alliance-command';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import { askServer } from '../ui/ask-server.ts';
import { planQuery } from './plan-queries.ts';

/** One command on its way to the alliance of a plan. */
export interface Commanding {
  /** True once it is done, and the page knows what came of it. */
  readonly send: (command: AllianceCommand) => Promise<boolean>;
  readonly isSending: boolean;
  /** Why the last one was not done; null while nothing was refused. */
  readonly error: Error | null;
}

/** Sends commands to the alliance of a plan. The same command sent again, as after a lost answer, is done once. */
export function useAllianceCommand({ id, alliance }: PlanView): Commanding {
  const queryClient = useQueryClient();
  const last = useRef({ sent: '', key: '' });
  const { mutateAsync, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (command: AllianceCommand) => {
      const sent = JSON.stringify(command);
      if (last.current.sent !== sent) last.current = { sent, key: crypto.randomUUID() };
      const path = `/api/alliances/${encodeURIComponent(alliance.id)}`;
      return askServer(path, { method: 'POST', body: command, key: last.current.key });
    },
    onSuccess: () => {
      last.current = { sent: '', key: '' };
      void queryClient.invalidateQueries({ queryKey: ['inbox'] });
      return queryClient.invalidateQueries({ queryKey: planQuery(id).queryKey });
    },
  });
  const send = async (command: AllianceCommand): Promise<boolean> => {
    try {
      await mutateAsync(command);
      return true;
    } catch {
      // What was refused is in `error`, in words for people.
      return false;
    }
  };
  return { send, isSending: isPending, error };
}
