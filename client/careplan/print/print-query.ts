import { type ItemsView } from '@alliance/shared/careplan/item/item-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type PrintSource } from '@alliance/shared/careplan/print/print-source';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../../ui/ask-server.ts';
import { retryOnlyFaults } from '../plan-queries.ts';

/** A plan with its items as the server has them now: paper never shows what a page remembered. */
export function printQuery(planId: string) {
  const path = `/api/plans/${encodeURIComponent(planId)}`;
  return queryOptions({
    queryKey: ['print', planId],
    queryFn: async (): Promise<PrintSource> => {
      const [plan, { items }] = await Promise.all([
        askServer<PlanView>(path),
        askServer<ItemsView>(`${path}/items`),
      ]);
      return { plan, items, at: new Date().toISOString(), timeZone: hereZone() };
    },
    gcTime: 0,
    retry: retryOnlyFaults,
  });
}

/** The zone of this device. */
export function hereZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
