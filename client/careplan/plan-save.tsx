import { type JSX } from 'react';

import type { SaveState } from '../sync/save-state.ts';
import type { Tab } from '../sync/tab.ts';
import { useStore } from '../ui/use-store.ts';
import { type ItemDesk } from './item/item-desk.ts';
import { withItems } from './item/with-items.ts';
import { SaveAnnouncer, SaveWords } from './save-words.tsx';

/** Whose changes are told of. */
export interface PlanSaveProps {
  readonly tab: Tab | undefined;
  readonly desk: ItemDesk | undefined;
  /** How many comments are only in this tab. */
  readonly unsent: number;
}

/** What the bar says about saving. It changes twice with every key: apart, so that nothing else is drawn anew. */
export function PlanSaveWords({ tab, desk, unsent }: PlanSaveProps): JSX.Element | null {
  const save = usePlanSave(tab, desk);
  // The notice below the bar says it.
  if (save.kind === 'offline' || save.kind === 'not-saved') return null;
  return <SaveWords state={save} unsent={unsent} />;
}

/** The same for a screen reader. */
export function PlanSaveAnnouncer({ tab, desk, unsent }: PlanSaveProps): JSX.Element {
  return <SaveAnnouncer state={usePlanSave(tab, desk)} unsent={unsent} />;
}

function usePlanSave(tab: Tab | undefined, desk: ItemDesk | undefined): SaveState {
  return withItems(useStore(tab?.save, beforeConnecting), useStore(desk?.waiting, none));
}

const beforeConnecting = { kind: 'connecting' } as const;
const none: readonly never[] = [];
