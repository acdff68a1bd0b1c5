import { type AllianceCommand } from '@alliance/shared/alliance/alliance-command';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';

import { askServer } from '../ui/ask-server.ts';
import { addressOf, allianceKey } from './alliance-queries.ts';

/** Something on its way to an alliance: whether it is under way, and why it was not done. */
export interface Sending {
  readonly isSending: boolean;
  /** Why the last one was not done; undefined while nothing was refused. */
  readonly error: unknown;
  /** Forgets the refusal. */
  readonly forget: () => void;
}

/** Sends commands to an alliance, one at a time. */
export interface Commanding extends Sending {
  /** True once it is done. A refusal is kept in `error`, and the page shows the alliance as it is now. */
  readonly send: (command: AllianceCommand) => Promise<boolean>;
}

/** What is sent to `POST /api/alliances/{allianceId}`. The same command sent again, as after a lost answer, is done once. */
export function useCommanding(allianceId: string): Commanding {
  const { post, ...sending } = usePosting(allianceId);
  const send = useCallback(
    async (command: AllianceCommand) => (await post([], command)) !== undefined,
    [post],
  );
  return { send, ...sending };
}

/** Posts to an address below an alliance whose answer is the alliance as it is then; null for who does not belong to it any more. */
export function usePosting(allianceId: string): Sending & {
  readonly post: (
    parts: readonly string[],
    body: unknown,
  ) => Promise<AllianceView | null | undefined>;
} {
  const queryClient = useQueryClient();
  const { ask, ...sending } = useAsking();
  const post = useCallback(
    async (parts: readonly string[], body: unknown) => {
      const view = await ask<AllianceView | null>(addressOf(allianceId, ...parts), body);
      const queryKey = allianceKey(allianceId);
      // An answer that is older than this one may still be on its way.
      await queryClient.cancelQueries({ queryKey, exact: true });
      if (view === null) await queryClient.resetQueries({ queryKey });
      else if (view !== undefined) queryClient.setQueryData(queryKey, view);
      void refresh(queryClient, allianceId, view !== undefined);
      return view;
    },
    [ask, queryClient, allianceId],
  );
  return { post, ...sending };
}

/** Sends JSON, once per body however often it is tried; undefined when it was refused. */
export function useAsking(): Sending & {
  readonly ask: <Answer>(path: string, body: unknown) => Promise<Answer | undefined>;
} {
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const last = useRef({ sent: '', key: '' });
  const ask = useCallback(async <Answer>(path: string, body: unknown) => {
    const sent = `${path} ${JSON.stringify(body)}`;
    if (last.current.sent !== sent) last.current = { sent, key: uuid() };
    setIsSending(true);
    setError(undefined);
    try {
      const { key } = last.current;
      const answer = await askServer<Answer>(path, { method: 'POST', body, key });
      last.current = { sent: '', key: '' };
      return answer;
    } catch (refusal) {
      setError(refusal);
      return undefined;
    } finally {
      setIsSending(false);
    }
  }, []);
  const forget = useCallback(() => setError(undefined), []);
  return { ask, isSending, error, forget };
}

/** What was done, or refused because it was done meanwhile, is elsewhere on the page too. */
async function refresh(
  queryClient: ReturnType<typeof useQueryClient>,
  allianceId: string,
  isDone: boolean,
): Promise<void> {
  const keys = isDone
    ? [[...allianceKey(allianceId), 'charter'], ['plans'], ['plan'], ['inbox'], ['me']]
    : [allianceKey(allianceId)];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
