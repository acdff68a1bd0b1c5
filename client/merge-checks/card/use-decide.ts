import {
  type MergeCheckView,
  type MergeChecksView,
  type MergeOutcome,
} from '@alliance/shared/merge-checks/merge-check';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ServerRefusal } from '../../ui/server-refusal.ts';
import { checkQuery, checksQuery, decideCheck } from '../check-queries.ts';

/** Why a decision was not taken: a key of the messages `mergeChecks.hindered`. */
export type Hindrance = 'offline' | 'right' | 'changed' | 'failed';

/** Deciding a check. */
export interface Decide {
  readonly decide: (outcome: MergeOutcome) => void;
  readonly isDeciding: boolean;
  readonly hindrance: Hindrance | undefined;
}

/** Sends the decision about a check as its reader has seen it; `onDecided` when the server has it. */
export function useDecide(planId: string, check: MergeCheckView, onDecided: () => void): Decide {
  const queryClient = useQueryClient();
  const { queryKey } = checksQuery(planId);
  const leaveOut = (): void => {
    queryClient.setQueryData(queryKey, (view: MergeChecksView | undefined) =>
      without(view, check.id),
    );
  };
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (outcome: MergeOutcome) =>
      decideCheck(planId, check.id, { outcome, version: check.version }),
    onSuccess: async () => {
      // An answer that is on its way still has it.
      await queryClient.cancelQueries({ queryKey });
      leaveOut();
      onDecided();
    },
    // Somebody else was first, or more was written: the card shows what is so now before it says anything.
    onError: async (refusal) => {
      if (hindranceOf(refusal) !== 'changed') return;
      const present = await queryClient.fetchQuery({
        ...checkQuery(planId, check.id),
        staleTime: 0,
      });
      if (present.decision === undefined) await queryClient.invalidateQueries({ queryKey });
      else leaveOut();
    },
  });
  return {
    decide: mutate,
    isDeciding: isPending,
    hindrance: error === null ? undefined : hindranceOf(error),
  };
}

function without(view: MergeChecksView | undefined, id: string): MergeChecksView | undefined {
  return view && { checks: view.checks.filter((each) => each.id !== id) };
}

function hindranceOf(error: Error): Hindrance {
  if (!(error instanceof ServerRefusal)) return 'failed';
  if (error.status === 0) return 'offline';
  if (error.status === 403 || error.status === 404) return 'right';
  return error.status === 409 || error.status === 412 ? 'changed' : 'failed';
}
