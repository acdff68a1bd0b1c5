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
    let isLeft = false;
    let opened: Tab | undefined;
    void import('../sync/tab.ts').then(({ openTab }) => {
      if (isLeft) return;
      const persona = tabPersona();
      opened = openTab({ url: syncAddress(), ...(persona === undefined ? {} : { persona }) });
      opened.watchPlan(planId);
      setTab(opened);
    });
    return () => {
      isLeft = true;
      opened?.close();
      setTab(undefined);
    };
  }, [planId]);
  return tab;
}

/** Opens every section of the plan that I may see, once; a right that changes opens that section again. */
export function useSectionSyncs(tab: Tab | undefined, plan: PlanView | undefined): SectionSyncs {
  const [syncs, setSyncs] = useState<SectionSyncs>(new Map());
  const wanted = JSON.stringify(
    plan?.sections.map(({ documentId, access }) => [documentId, access === 'edit']) ?? [],
  );
  const schema = plan?.schema;
  useEffect(() => {
    if (tab === undefined || schema === undefined) return;
    const rights = JSON.parse(wanted) as readonly (readonly [string, boolean])[];
    const opened = new Map(
      rights.map(([documentId, canEdit]) => [
        documentId,
        tab.openSection(documentId, { schema, canEdit }),
      ]),
    );
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
