import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { useCallback, useMemo } from 'react';

import type { EditorServices, MentionableSeat } from '../editor/editor-services.ts';
import { enterNeighbour } from './enter-neighbour.ts';
import { useStartItem } from './item/use-start-item.ts';
import { useMoveTo } from './move/use-move-to.ts';
import { type SectionSyncs } from './use-tab.ts';

/** What the plan page does for the editor of a section. */
export function useEditorServices(
  plan: PlanView,
  section: SectionView,
  syncs: SectionSyncs,
): EditorServices {
  const seats = useMemo(() => mentionableSeats(plan, section), [plan, section]);
  const startItem = useStartItem(section.key);
  const moveTo = useMoveTo(plan, section, syncs);
  const leave = useCallback(
    (towards: 'before' | 'after', left: number) =>
      enterNeighbour({
        sectionKey: section.key,
        writableKeys: plan.sections
          .filter(({ access, retired }) => access === 'edit' && retired === undefined)
          .map(({ key }) => key),
        towards,
        left,
      }),
    [plan.sections, section.key],
  );
  return useMemo(
    () => ({
      seats,
      leave,
      ...(startItem === undefined ? {} : { startItem }),
      ...(moveTo === undefined ? {} : { moveTo }),
    }),
    [seats, leave, startItem, moveTo],
  );
}

/** Every seat, also one that nobody has taken yet: whoever accepts it finds the mention. That a seat may not read here is said. */
function mentionableSeats(
  { alliance }: PlanView,
  { key }: SectionView,
): readonly MentionableSeat[] {
  return alliance.seats
    .filter(({ isSimulated }) => isSimulated !== true)
    .map(({ id, title, now, disciplineKey, rights, invitation }) => {
      const right = rights.find(({ sectionKey }) => sectionKey === key)?.right ?? 'none';
      return {
        seatId: id,
        label: title,
        people: now.map(({ name }) => name),
        disciplineKey,
        isTaken: invitation === 'accepted',
        canRead: right !== 'none',
      };
    });
}
