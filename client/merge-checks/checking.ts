import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type MergeCheckView } from '@alliance/shared/merge-checks/merge-check';

import type { Source, Store } from '../sync/store.ts';
import type { Standing } from './text/standing-places.ts';

/** What every part of the merge checks on one page works with. */
export interface Checking {
  readonly plan: PlanView;
  /** Open ones in reading order of the plan, oldest first within a section; undefined while nothing is known. */
  readonly checks: readonly MergeCheckView[] | undefined;
  /** Why nothing is known: the question had no answer. */
  readonly hasFailed: boolean;
  readonly askAgain: () => void;
  /** The one whose card is shown; it stays when somebody else decides it meanwhile. */
  readonly opened: Source<MergeCheckView | undefined>;
  /** Where in the page the checks stand. */
  readonly standing: Store<Standing>;
}

/** The open checks of a section. */
export function checksIn(
  { checks }: Pick<Checking, 'checks'>,
  documentId: string,
): readonly MergeCheckView[] {
  return (checks ?? []).filter((each) => each.documentId === documentId);
}
