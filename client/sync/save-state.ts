/** What the page may say about saving (SV rules). Only what is on the server's disk is `saved`. */
export type SaveState =
  /** Never connected yet: nothing was written, and nothing is claimed. */
  | { readonly kind: 'connecting' }
  /** `at`: when this tab heard that its last change is on disk, in milliseconds since 1970; absent when it made none. */
  | { readonly kind: 'saved'; readonly at?: number }
  | { readonly kind: 'saving' }
  /** `changes`: how many changes made in this tab are not on disk; 0 means that nothing is at stake. */
  | { readonly kind: 'offline'; readonly changes: number }
  | {
      readonly kind: 'not-saved';
      readonly reason: NotSavedReason;
      /** The rule that refused, when one did. */
      readonly rule?: string;
    };

/** Why something is not saved, and will not be by waiting, except for `storage-full`, which recovers by itself. */
export type NotSavedReason =
  | 'refused'
  /** Something in it has no place in a plan. */
  | 'unfit'
  /** It could not be joined with the text as the server has it. */
  | 'unplaced'
  | 'storage-full'
  | 'too-large'
  | 'signed-out'
  | 'outdated'
  | 'not-found'
  | 'restored'
  | 'failed';

/** What is known about one section's changes, from which {@link saveStateOf} chooses the words. */
export interface SaveFacts {
  /** The section's channel is open now. */
  readonly isConnected: boolean;
  /** It was open at least once, or ended before it was. */
  readonly wasConnected: boolean;
  /** On this connection: our missing updates were sent, and every frame sent is on disk. */
  readonly isSettled: boolean;
  /** Changes made in this tab that are not on disk, those kept aside for Copy included. */
  readonly unsaved: number;
  /** When the last change was heard to be on disk. */
  readonly savedAt: number | undefined;
  /** The server said that it cannot write. */
  readonly isStorageFull: boolean;
  /** Why waiting will not save, if so. */
  readonly failure: { readonly reason: NotSavedReason; readonly rule?: string } | undefined;
}

/** Chooses the one true state (SV1–SV5). When in doubt it is not `saved`. */
export function saveStateOf(facts: SaveFacts): SaveState {
  const { unsaved, failure } = facts;
  if (unsaved > 0 && failure !== undefined) return { kind: 'not-saved', ...failure };
  if (unsaved > 0 && facts.isStorageFull) return { kind: 'not-saved', reason: 'storage-full' };
  if (!facts.isConnected && facts.wasConnected) return { kind: 'offline', changes: unsaved };
  if (!facts.isConnected && unsaved === 0) return { kind: 'connecting' };
  if (unsaved > 0 || !facts.isSettled) return { kind: 'saving' };
  return facts.savedAt === undefined ? { kind: 'saved' } : { kind: 'saved', at: facts.savedAt };
}

/** The state of several sections in one word: the worst of them, with their changes added up. Of none, nothing is known. */
export function worstOf(states: readonly SaveState[]): SaveState {
  if (states.length === 0) return { kind: 'connecting' };
  const worst = states.reduce<SaveState>(
    (held, state) => (severityOf(state) > severityOf(held) ? state : held),
    { kind: 'saved' },
  );
  if (worst.kind === 'offline') return { kind: 'offline', changes: changesIn(states) };
  if (worst.kind !== 'saved') return worst;
  const times = states.flatMap((state) => (state.kind === 'saved' && state.at ? [state.at] : []));
  return times.length === 0 ? worst : { kind: 'saved', at: Math.max(...times) };
}

/** Whether leaving the page now could lose something (SV6). */
export function isAtStake(state: SaveState): boolean {
  if (state.kind === 'offline') return state.changes > 0;
  return state.kind === 'saving' || state.kind === 'not-saved';
}

function severityOf(state: SaveState): number {
  if (state.kind === 'offline') return state.changes > 0 ? 4 : 2;
  return { saved: 0, connecting: 1, saving: 3, 'not-saved': 5 }[state.kind];
}

function changesIn(states: readonly SaveState[]): number {
  return states.reduce((sum, state) => sum + (state.kind === 'offline' ? state.changes : 0), 0);
}
