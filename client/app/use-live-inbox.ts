import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';

import { pageTabs } from '../careplan/page-tabs.ts';
import { askGathered } from '../inbox/ask-gathered.ts';
import { inboxQuery } from '../inbox/inbox-queries.ts';
import type { Tab } from '../sync/tab.ts';
import { tabPersona } from '../ui/tab-persona.ts';
import { quietTabs } from './quiet-tabs.ts';

/** Asks what needs me whenever the server says that it changed, and when the connection comes or goes (IB6); of many times in a moment once (IB19). */
export function useLiveInbox({
  isOn,
  isSignedOut,
}: {
  readonly isOn: boolean;
  readonly isSignedOut: boolean;
}): void {
  const queryClient = useQueryClient();
  const { planId } = useParams({ strict: false });
  const isOnPlan = planId !== undefined;
  useEffect(() => {
    if (!isOn || isSignedOut) return undefined;
    const { queryKey } = inboxQuery;
    const { want, stop } = askGathered(async () => {
      // What concerns an alliance is told to its people as what needs them.
      await Promise.all(
        [queryKey, ['alliance']].map((key) => queryClient.invalidateQueries({ queryKey: key })),
      );
    });
    const stay = (isOnPlan ? pageTabs : quietTabs).enter(tabPersona() ?? '');
    const ends: (() => void)[] = [];
    let isLeft = false;
    const listen = (tab: Tab): void => {
      if (isLeft) return;
      ends.push(
        tab.onEvent(({ kind }) => kind === 'inbox' && want()),
        tab.connection.subscribe(want),
      );
      want();
    };
    // Without the conversation the list is asked for every minute all the same.
    stay.tab.then(listen, ignore);
    return () => {
      isLeft = true;
      stop();
      for (const end of ends) end();
      stay.leave();
    };
  }, [isOn, isSignedOut, isOnPlan, queryClient]);
}

function ignore(): void {
  // The page says what could not be loaded.
}
