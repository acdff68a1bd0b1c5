import { useQueryClient } from '@tanstack/react-query';

import { type Attempt, useAttempt } from '../ui/use-attempt.ts';
import { administrationKey } from './administration-queries.ts';

/** A change of anything here; every list is asked for anew afterwards. */
export function useChange<Wish, Answer>(
  send: (wish: Wish) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
): Attempt<Wish, Answer> {
  const queryClient = useQueryClient();
  return useAttempt(send, (answer) => {
    void queryClient.invalidateQueries({ queryKey: administrationKey });
    onDone?.(answer);
  });
}
