import { createSource, type Store } from '../../sync/store.ts';

/** What is looked for in the plan. */
export interface FindState {
  readonly isOpen: boolean;
  readonly query: string;
  /** Counts the wishes to find: each gives the keyboard to the box anew. */
  readonly wish: number;
}

const closed: FindState = { isOpen: false, query: '', wish: 0 };
const state = createSource(closed);
const counts = createSource<ReadonlyMap<string, number>>(new Map());

/** What is looked for now. */
export const findState: Store<FindState> = state;

/** How often that stands in each section, by its key; empty while nothing is looked for. */
export const foundCounts: Store<ReadonlyMap<string, number>> = counts;

/** Opens the box to find something in the plan, with these words or those of the last time. */
export function openFind(query: string = state.get().query): void {
  state.set({ isOpen: true, query, wish: state.get().wish + 1 });
}

/** Looks for other words. */
export function lookFor(query: string): void {
  state.set({ ...state.get(), query });
}

/** Closes the box and forgets what was found; the words are there when it is opened again. */
export function closeFind(): void {
  state.set({ ...state.get(), isOpen: false });
  counts.set(new Map());
}

/** Forgets all of it, with the plan. */
export function forgetFind(): void {
  state.set(closed);
  counts.set(new Map());
}

/** What was found, by section. */
export function setFoundCounts(found: ReadonlyMap<string, number>): void {
  counts.set(found);
}
