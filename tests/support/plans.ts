import { type PlanCommand } from '@alliance/shared/careplan/plan-command';
import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import {
  type DocumentId,
  type SectionId,
  type SectionKey,
  sectionHeadings,
} from '@alliance/shared/careplan/section';
import { v7 } from 'uuid';

import { type SignedIn } from './people.ts';
import { write } from './threads.ts';

type AddSection = Extract<PlanCommand, { readonly type: 'add-section' }>;

/** A section that is about to be added at the beginning of a plan, shared; anything can be replaced. */
export function newSection(key: SectionKey, other: Partial<AddSection> = {}): AddSection {
  return {
    type: 'add-section',
    sectionId: v7() as SectionId,
    documentId: v7() as DocumentId,
    key,
    heading: sectionHeadings[key],
    after: null,
    isPrivate: false,
    ...other,
  };
}

/** Asks to change a plan; whatever the server says. */
export function askPlan(
  person: SignedIn,
  planId: string,
  command: PlanCommand,
  key?: string,
): Promise<Response> {
  return write(person, `/api/plans/${planId}`, command, key);
}

/** Changes a plan, and it has to be done; gives it as it is afterwards. */
export async function changePlan(
  person: SignedIn,
  planId: string,
  command: PlanCommand,
): Promise<PlanView> {
  const response = await askPlan(person, planId, command);
  if (!response.ok) throw new Error(`${command.type}: ${await response.text()}`);
  return (await response.json()) as PlanView;
}

/** The section of a plan with this key, which has to be there. */
export function sectionIn({ sections }: PlanView, key: SectionKey): SectionView {
  const found = sections.find((section) => section.key === key);
  if (found === undefined) throw new Error(`There is no section ${key}.`);
  return found;
}
