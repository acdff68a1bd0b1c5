import type { SaveState } from '../../sync/save-state.ts';
import { type WaitingItem } from './item-desk.ts';

/** What the page may say about saving, with the items that are only in this tab: only what is on the server's disk is saved. */
export function withItems(save: SaveState, waiting: readonly WaitingItem[]): SaveState {
  if (waiting.length === 0 || save.kind === 'connecting' || save.kind === 'not-saved') return save;
  if (save.kind === 'offline') return { ...save, changes: save.changes + waiting.length };
  const isRefused = waiting.some(({ refusal }) => refusal !== undefined);
  return isRefused ? { kind: 'not-saved', reason: 'not-taken' } : { kind: 'saving' };
}
