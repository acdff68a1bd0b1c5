import { decodeAwarenessUpdate } from '@alliance/server/core/awareness-update';

import { type GuestOptions } from './guest-options.ts';

/** What the server tells of somebody who is in a section. */
interface ToldPresence {
  readonly user: { readonly personId: string };
  readonly cursor?: {
    readonly head: { readonly item?: { readonly client: number; readonly clock: number } | null };
  };
}

/**
 * Judges what somebody hears of who is here and where their carets stand. Gives the client ids of which it says who is
 * behind them. `own`: under which the hearer writes.
 */
export function judgePresence(
  update: Uint8Array,
  { witness, document, title }: GuestOptions,
  own: number | undefined,
): readonly number[] {
  return (decodeAwarenessUpdate(update) ?? []).flatMap(({ client, state }) => {
    const told = readPresence(state);
    if (told === undefined) return [];
    witness.present(client, told.user.personId, title);
    const unit = told.cursor?.head.item;
    // One's own caret comes back, and stands where nobody else has been yet.
    if (unit && client !== own) witness.seenCaret(document, unit, title);
    return [client];
  });
}

/** Reads it as the server writes it; undefined when they have left. */
function readPresence(state: string): ToldPresence | undefined {
  // The server's own words: that they have this shape is tested with presence itself.
  return (JSON.parse(state) as ToldPresence | null) ?? undefined;
}
