import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { useEffect, useMemo, useRef, useState } from 'react';

import type { SectionSync } from '../sync/section-sync.ts';
import type { Store } from '../sync/store.ts';
import type { Tab } from '../sync/tab.ts';
import { tabPersona } from '../ui/tab-persona.ts';
import { pageTabs } from './page-tabs.ts';
import { loadForWriting } from './writing-parts.ts';

/** The live sections of a plan, by document id; empty until the conversation is open. */
export type SectionSyncs = ReadonlyMap<string, SectionSync>;

/** This tab's conversation with the server about one plan; undefined until its code has arrived. */
export function useTab(planId: string): Tab | undefined {
  const [tab, setTab] = useState<Tab>();
  useEffect(() => {
    const stay = pageTabs.enter(tabPersona() ?? '');
    const visit: { isLeft: boolean; tab?: Tab } = { isLeft: false };
    const arrive = async (): Promise<void> => {
      const opened = await loadForWriting('tab', () => stay.tab).catch(onlyToRead);
      if (opened === undefined || visit.isLeft) return;
      visit.tab = opened;
      opened.watchPlan(planId);
      setTab(opened);
    };
    void arrive();
    return () => {
      visit.isLeft = true;
      visit.tab?.focusSection(null);
      visit.tab?.watchPlan(null);
      stay.leave();
      setTab(undefined);
    };
  }, [planId]);
  return tab;
}

function onlyToRead(): undefined {
  // The page has been told; what the server rendered stays.
}

/** Opens every section of the plan that I may see, once; only a section whose own right changes is opened again. */
export function useSectionSyncs(tab: Tab | undefined, plan: PlanView | undefined): SectionSyncs {
  const [syncs, setSyncs] = useState<SectionSyncs>(new Map());
  const openings = useRef(new Map<string, Opening>());
  const schema = plan?.schema ?? 0;
  // A string, because every answer of the server is a new object and the sections stay open over them.
  const wanted = (plan?.sections ?? [])
    .filter(({ isDamaged }) => isDamaged !== true)
    .map(({ documentId, access }) => `${documentId} ${access === 'edit' ? 'edit' : 'read'}`)
    .join('\n');
  useEffect(() => {
    const lines = tab === undefined || wanted === '' ? [] : wanted.split('\n');
    closeAll(openings.current, (line, opening) => opening.tab !== tab || !lines.includes(line));
    for (const line of lines) {
      if (tab === undefined || openings.current.has(line)) continue;
      const [documentId = '', right] = line.split(' ');
      const sync = tab.openSection(documentId, { schema, canEdit: right === 'edit' });
      openings.current.set(line, { tab, documentId, sync });
    }
    const open = [...openings.current.values()];
    setSyncs(new Map(open.map(({ documentId, sync }) => [documentId, sync])));
  }, [tab, wanted, schema]);
  useEffect(() => {
    const { current } = openings;
    return () => closeAll(current, () => true);
  }, []);
  return syncs;
}

interface Opening {
  readonly tab: Tab;
  readonly documentId: string;
  readonly sync: SectionSync;
}

/** Closes the openings that pass, each found under its line of document and right. */
function closeAll(
  openings: Map<string, Opening>,
  passes: (line: string, opening: Opening) => boolean,
): void {
  for (const [line, opening] of openings) {
    if (!passes(line, opening)) continue;
    openings.delete(line);
    opening.sync.close();
  }
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
