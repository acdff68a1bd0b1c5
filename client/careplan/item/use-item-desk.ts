import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { useEffect, useState } from 'react';

import type { Tab } from '../../sync/tab.ts';
import { type ItemDesk } from './item-desk.ts';
import { pageItemDesks } from './page-item-desks.ts';

/** The item desk of the plan that is shown, kept current; undefined for the moment before it is there. */
export function useItemDesk(
  plan: PlanView,
  person: Pick<Person, 'id' | 'name'>,
  tab: Tab | undefined,
): ItemDesk | undefined {
  const [desk, setDesk] = useState<ItemDesk>();
  const { id: personId, name: personName } = person;
  // The desk belongs to the plan, not to one of the server's answers about it: those reach it below.
  const planId = plan.id;
  useEffect(() => {
    const stay = pageItemDesks.enter({ plan, personId, personName });
    setDesk(stay.desk);
    stay.desk.wake();
    return () => {
      stay.leave();
      setDesk(undefined);
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [planId, personId, personName]);
  useEffect(
    () => desk?.showPage({ plan, personId, personName }),
    [desk, plan, personId, personName],
  );
  useEffect(() => (tab === undefined ? undefined : desk?.follow(tab)), [desk, tab]);
  useEffect(() => {
    const wake = (): void => {
      if (document.visibilityState === 'visible') desk?.wake();
    };
    const events = ['focus', 'online', 'visibilitychange'] as const;
    for (const event of events) window.addEventListener(event, wake);
    return () => {
      for (const event of events) window.removeEventListener(event, wake);
    };
  }, [desk]);
  return desk;
}
