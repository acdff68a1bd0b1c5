import { type SectionKey } from '@alliance/shared/careplan/section';
import { useMemo } from 'react';

import type { StartItem } from '../../editor/editor-services.ts';
import { useStore } from '../../ui/use-store.ts';
import { type StartPlaces } from './item-desk.ts';
import { useItems } from './items-context.ts';

/** Makes an item from within the text of a section; undefined where its reader may make none. */
export function useStartItem(sectionKey: SectionKey): StartItem | undefined {
  const items = useItems();
  const places = useStore(items?.desk.startPlaces, nowhere);
  const place = places.find((each) => each.sectionKey === sectionKey);
  const isProposal = place?.isProposal;
  const open = items?.open;
  return useMemo(() => {
    if (isProposal === undefined || open === undefined) return undefined;
    return ({ kind }) =>
      new Promise((resolve) => {
        open({ about: 'new', kind, sectionKey, isProposal, onEnd: resolve });
      });
  }, [isProposal, open, sectionKey]);
}

const nowhere: StartPlaces = [];
