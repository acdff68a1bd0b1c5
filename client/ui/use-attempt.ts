import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** One thing that a screen tries at the server: whether it is under way, and why it was refused. */
export interface Attempt<Wish, Answer> {
  readonly attempt: (wish: Wish) => void;
  readonly isBusy: boolean;
  /** Null while nothing was refused. */
  readonly error: Error | null;
  /** What the last success answered. */
  readonly answer: Answer | undefined;
  /** Forgets the last success or refusal. */
  readonly reset: () => void;
}

/** Tries at the server, each wish once until it is answered however fast it is pressed again; also where the browser believes that there is no network: the answer says what is true. */
export function useAttempt<Wish, Answer>(
  send: (wish: Wish) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
): Attempt<Wish, Answer> {
  // A second press comes before the page could show that the first one is under way.
  const underWay = useRef(new Set<string>());
  const { mutate, isPending, error, data, reset } = useMutation({
    networkMode: 'always',
    mutationFn: async (wish: Wish) => {
      try {
        return await send(wish);
      } finally {
        underWay.current.delete(nameOf(wish));
      }
    },
    ...(onDone === undefined ? {} : { onSuccess: onDone }),
  });
  const attempt = useCallback(
    (wish: Wish) => {
      if (underWay.current.has(nameOf(wish))) return;
      underWay.current.add(nameOf(wish));
      mutate(wish);
    },
    [mutate],
  );
  return { attempt, isBusy: isPending, error, answer: data, reset };
}

function nameOf(wish: unknown): string {
  return JSON.stringify(wish) ?? '';
}
