import { createContext, use } from 'react';

const NearContext = createContext<ReadonlySet<string>>(new Set());

/** Tells a card which items have a card of their own in the same section. */
export const NearCards = NearContext.Provider;

/** The items that have a card of their own in the same section as this one. */
export function useNearCards(): ReadonlySet<string> {
  return use(NearContext);
}
