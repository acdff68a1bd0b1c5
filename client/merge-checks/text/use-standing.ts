import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';
import { useEffect, useState } from 'react';

import { type Source, type Store, createSource } from '../../sync/store.ts';
import { clearMarks, paintMarks } from './paint-marks.ts';
import { type Standing, isSameStanding, standingOf } from './standing-places.ts';

/** While somebody types, the page is looked at this often at most, in milliseconds. */
const lagMs = 150;

const none: readonly MergeCheckView[] = [];

/** Follows where checks stand in the page, and keeps them marked. */
export function useStanding(
  plan: PlanView,
  checks: readonly MergeCheckView[] | undefined,
  opened: Store<MergeCheckView | undefined>,
): Store<Standing> {
  const [standing] = useState(() => createSource<Standing>(new Map()));
  const { sections } = plan;
  useEffect(() => {
    const follow = (): readonly MergeCheckView[] => withOpened(checks ?? none, opened.get());
    const look = (): void => {
      const found = standingOf(follow(), sections);
      if (!isSameStanding(found, standing.get())) standing.set(found);
      paintMarks(standing.get(), opened.get()?.id);
    };
    const ends = [opened.subscribe(look), whenPageChanges(() => follow().length > 0, look)];
    look();
    return () => ends.forEach((end) => end());
  }, [sections, checks, opened, standing]);
  useEffect(() => () => forget(standing), [standing]);
  return standing;
}

/** The card that is open stays when its check is no longer among the open ones. */
function withOpened(
  checks: readonly MergeCheckView[],
  opened: MergeCheckView | undefined,
): readonly MergeCheckView[] {
  return opened === undefined || checks.some(({ id }) => id === opened.id)
    ? checks
    : [...checks, opened];
}

function whenPageChanges(isWanted: () => boolean, look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const mutations = new MutationObserver(() => {
    if (!isWanted()) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      look();
    }, lagMs);
  });
  mutations.observe(document.querySelector('main') ?? document.body, {
    childList: true,
    subtree: true,
  });
  return () => {
    mutations.disconnect();
    clearTimeout(timer);
  };
}

function forget(standing: Source<Standing>): void {
  clearMarks();
  standing.set(new Map());
}
