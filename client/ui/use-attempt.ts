import { useMutation } from '@tanstack/react-query';

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

/** Tries at the server, also where the browser believes that there is no network: the answer says what is true. */
export function useAttempt<Wish, Answer>(
  send: (wish: Wish) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
): Attempt<Wish, Answer> {
  const { mutate, isPending, error, data, reset } = useMutation({
    networkMode: 'always',
    mutationFn: send,
    ...(onDone === undefined ? {} : { onSuccess: onDone }),
  });
  return { attempt: mutate, isBusy: isPending, error, answer: data, reset };
}
