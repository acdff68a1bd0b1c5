import { createContext, use } from 'react';

import { type PlanSlots } from './plan-slots.ts';

const SlotsContext = createContext<PlanSlots | undefined>(undefined);

/** Gives the parts of the page what other features show there. */
export const SlotsProvider = SlotsContext.Provider;

/** What other features show on this page; undefined where there are none. */
export function useSlots(): PlanSlots | undefined {
  return use(SlotsContext);
}
