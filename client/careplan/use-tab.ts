import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { useEffect, useMemo, useState } from 'react';

import type { SectionSync } from '../sync/section-sync.ts';
import type { Store } from '../sync/store.ts';
import type { Tab } from '../sync/tab.ts';
import { tabPersona } from '../ui/tab-persona.ts';

/** The live sections of a plan, by document id; empty until the conversation is open. */
export type SectionSyncs = ReadonlyMap<string, SectionSync>;

/** This tab's conversation with the server about one plan; undefined until its code has arrived. */
export function useTab(planId: string): Tab | undefined {
  const [tab, setTab] = useState<Tab>();
  useEffect(() => {
    const visit = { isLeft: false };
    let opened: Tab | undefined;
    const open = async (): Promise<void> => {
      const { openTab } = await import('../sync/tab.ts');
      if (visit.isLeft) return;
      const persona = tabPersona();
      opened = openTab({ url: syncAddress(), ...(persona === undefined ? {} : { persona }) });
      opened.watchPlan(planId);
      setTab(opened);
    };
    void open();
    return () => {
      visit.isLeft = true;
      opened?.close();
      setTab(undefined);
    };
  }, [planId]);
  return tab;
}

/** Opens every section of the plan that I may see, once; a right that changes opens that section again. */
export function useSectionSyncs(tab: Tab | undefined, plan: PlanView | undefined): SectionSyncs {
  const [syncs, setSyncs] = useState<SectionSyncs>(new Map());
  // A string, because every answer of the server is a new object and the sections stay open over them.
  const wanted = (plan?.sections ?? [])
    .filter(({ isDamaged }) => isDamaged !== true)
    .map(({ documentId, access }) => `${documentId} ${access === 'edit' ? 'edit' : 'read'}`)
    .join('\n');
  const schema = plan?.schema;
  useEffect(() => {
    if (tab === undefined || schema === undefined || wanted === '') return undefined;
    const opened = new Map(
      wanted.split('\n').map((line) => {
        const [documentId = '', right] = line.split(' ');
        return [documentId, tab.openSection(documentId, { schema, canEdit: right === 'edit' })];
      }),
    );
    // What was opened is the result of this effect, and ends with it.
    // oxlint-disable-next-line react/set-state-in-effect
    setSyncs(opened);
    return () => {
      for (const sync of opened.values()) sync.close();
      setSyncs(new Map());
    };
  }, [tab, wanted, schema]);
  return syncs;
}

/** The live text of all sections as one store; a new map after each change. */
export function useContents(syncs: SectionSyncs): Store<ReadonlyMap<string, SectionJson>> {
  return useMemo(() => contentsOf(syncs), [syncs]);
}

function contentsOf(syncs: SectionSyncs): Store<ReadonlyMap<string, SectionJson>> {
  const read = (): ReadonlyMap<string, SectionJson> =>
    new Map(
      [...syncs].flatMap(([documentId, sync]) => {
        const content = sync.content.get();
        return content === undefined ? [] : [[documentId, content] as const];
      }),
    );
  let present = read();
  return {
    get: () => present,
    subscribe(listener) {
      const refresh = (): void => {
        present = read();
        listener();
      };
      refresh();
      const ends = [...syncs.values()].map((sync) => sync.content.subscribe(refresh));
      return () => ends.forEach((end) => end());
    },
  };
}

function syncAddress(): string {
  return `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/sync`;
}
