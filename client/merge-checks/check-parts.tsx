import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useCallback, useEffect, useMemo, useState } from 'react';

import { createSource } from '../sync/store.ts';
import type { Tab } from '../sync/tab.ts';
import { Announcer, useAnnouncements } from './announcer.tsx';
import { checksQuery } from './check-queries.ts';
import { type Checking } from './checking.ts';
import { type CheckFrameProps, type OpenChecks } from './slots.tsx';
import { useStanding } from './text/use-standing.ts';

export { OutlineMarks } from './outline-marks.tsx';
export { SectionNotice } from './section-notice.tsx';
export { NotKnown, Waiting } from './waiting.tsx';

/** Opens the merge checks of a plan for as long as its page is there, and keeps them current. */
export function Checks({
  plan,
  tab,
  parts,
  onOpen,
}: Omit<CheckFrameProps, 'children'> & {
  readonly parts: OpenChecks['parts'];
  readonly onOpen: (opened: OpenChecks | undefined) => void;
}): JSX.Element {
  const { data, error, refetch } = useQuery(checksQuery(plan.id));
  useCheckEvents(tab, plan.id);
  const checks = useMemo(
    () => data && inReadingOrder(data.checks, plan.sections),
    [data, plan.sections],
  );
  const [opened] = useState(() => createSource<MergeCheckView | undefined>(undefined));
  const standing = useStanding(plan, checks, opened);
  const said = useAnnouncements(plan, checks);
  const askAgain = useCallback(() => void refetch(), [refetch]);
  const hasFailed = data === undefined && error !== null;
  const checking = useMemo(
    (): Checking => ({ plan, checks, hasFailed, askAgain, opened, standing }),
    [plan, checks, hasFailed, askAgain, opened, standing],
  );
  useEffect(() => onOpen({ checking, parts }), [checking, parts, onOpen]);
  useEffect(() => () => onOpen(undefined), [onOpen]);
  return <Announcer words={said} />;
}

/** Asks again when the server says that a check or a right changed, and when the connection is back: events are lost without one. */
function useCheckEvents(tab: Tab | undefined, planId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (tab === undefined) return undefined;
    const { queryKey } = checksQuery(planId);
    const ask = (): void => void queryClient.invalidateQueries({ queryKey });
    const ends = [
      tab.onEvent(({ kind }) => {
        if (kind === 'check' || kind === 'plan') ask();
      }),
      tab.connection.subscribe(() => {
        if (tab.connection.get() === 'online') ask();
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [tab, planId, queryClient]);
}

function inReadingOrder(
  checks: readonly MergeCheckView[],
  sections: CheckFrameProps['plan']['sections'],
): readonly MergeCheckView[] {
  return sections.flatMap(({ documentId }) =>
    checks.filter((check) => check.documentId === documentId),
  );
}
