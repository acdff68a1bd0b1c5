import { type PresentPerson } from '@alliance/shared/sync/channel';
import { useMemo } from 'react';

import type { SectionSync } from '../sync/section-sync.ts';
import type { Store } from '../sync/store.ts';
import { useStore } from '../ui/use-store.ts';
import { type SectionSyncs } from './use-tab.ts';

/** The demonstration's simulated colleague while it types: it joins a section without opening the plan, so it is found at its caret (PG9). */
export function useSimulatedPeople(syncs: SectionSyncs): readonly PresentPerson[] {
  const store = useMemo(() => simulatedPeopleOf(syncs), [syncs]);
  return useStore(store, nobody);
}

const nobody: readonly PresentPerson[] = [];

function simulatedPeopleOf(syncs: SectionSyncs): Store<readonly PresentPerson[]> {
  let present = nobody;
  return {
    get: () => present,
    subscribe(listener) {
      const refresh = (): void => {
        const next = [...syncs.values()].flatMap(simulatedIn);
        // Every move of any caret comes by here; who is there changes rarely.
        if (keyOf(next) === keyOf(present)) return;
        present = next;
        listener();
      };
      const ends = [...syncs.values()].map((sync) => followAwareness(sync, refresh));
      return () => ends.forEach((end) => end());
    },
  };
}

function keyOf(people: readonly PresentPerson[]): string {
  return people.flatMap(({ personId, documentIds }) => [personId, ...documentIds]).join(' ');
}

/** Calls back at every change of who is in the section, over all the copies that the section goes through. */
function followAwareness(sync: SectionSync, refresh: () => void): () => void {
  let awareness = sync.state.get().live?.awareness;
  awareness?.on('change', refresh);
  const end = sync.state.subscribe(() => {
    const next = sync.state.get().live?.awareness;
    if (next === awareness) return;
    awareness?.off('change', refresh);
    next?.on('change', refresh);
    awareness = next;
    refresh();
  });
  refresh();
  return () => {
    end();
    awareness?.off('change', refresh);
  };
}

function simulatedIn(sync: SectionSync): readonly PresentPerson[] {
  const states = sync.state.get().live?.awareness.getStates().values() ?? [];
  return [...states].flatMap((state) => readSimulated(state['user'], sync.documentId)).slice(0, 1);
}

function readSimulated(user: unknown, documentId: string): readonly PresentPerson[] {
  if (typeof user !== 'object' || user === null) return [];
  const { personId, name, disciplineKey, isSimulated }: Readonly<Record<string, unknown>> = {
    ...user,
  };
  if (isSimulated !== true || typeof personId !== 'string' || typeof name !== 'string') return [];
  return [
    {
      personId,
      name,
      disciplineKey: typeof disciplineKey === 'string' ? disciplineKey : '',
      isSimulated,
      documentIds: [documentId],
    },
  ];
}
