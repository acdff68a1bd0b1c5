import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Place, type TextRange } from '@alliance/shared/comments/anchor';

import { blocksOf, lengthOf, textElementOf } from './dom-range.ts';
import { selectedIn } from './selected.ts';

/**
 * Where somebody is in a section that they read: the selected words, the caret that a click or the arrow keys left
 * there, or else its first line that says something.
 */
export function readPlace(plan: PlanView, section: SectionView): Place | TextRange | undefined {
  const selected = selectedIn(plan);
  if (selected?.section.key === section.key) return selected.range ?? selected.focus;
  const text = textElementOf(section.key);
  const block = text === undefined ? -1 : blocksOf(text).findIndex((each) => lengthOf(each) > 0);
  return block === -1 ? undefined : { block, offset: 0 };
}
