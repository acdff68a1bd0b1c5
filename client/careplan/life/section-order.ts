import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type SectionKey } from '@alliance/shared/careplan/section';

/** The sections that count, in reading order: without those that were taken out of the plan. */
export function sectionsInPlan(sections: readonly SectionView[]): readonly SectionView[] {
  return sections.filter(({ retired }) => retired === undefined);
}

/** After which section one stands when it goes a step; null: first, undefined: it goes nowhere. */
export function stepOf(
  sections: readonly SectionView[],
  sectionKey: string,
  by: 1 | -1,
): SectionKey | null | undefined {
  const shown = sectionsInPlan(sections);
  const index = shown.findIndex(({ key }) => key === sectionKey);
  const next = index + by;
  if (index === -1 || next < 0 || next >= shown.length) return undefined;
  return by === 1 ? shown[next]?.key : (shown[next - 1]?.key ?? null);
}
