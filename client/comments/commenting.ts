import { includesComment } from '@alliance/shared/access/section-right';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';

import type { KeptDesk } from './desk/create-desk.ts';
import type { DeskPage } from './desk/desk.ts';
import type { PageText } from './text/page-text.ts';

/** What every part of the comments on one page works with. */
export interface Commenting {
  readonly desk: KeptDesk;
  readonly page: DeskPage;
  readonly text: PageText;
}

/** From this width on the rail always stands beside the text. */
export const wideQuery = '(min-width: 1200px)';

/** Up to this width the threads are a sheet from below. */
export const phoneQuery = '(max-width: 640px)';

/** Whether to offer a comment on a section: by the right to it that the server has told, and not while it cannot be shown. */
export function mayComment(section: SectionView): boolean {
  return section.isDamaged !== true && includesComment(section.access);
}

/** The same for the whole plan: it asks for all of its sections. */
export function mayCommentOnPlan(plan: PlanView): boolean {
  return plan.sections.length > 0 && plan.sections.every(mayComment);
}
