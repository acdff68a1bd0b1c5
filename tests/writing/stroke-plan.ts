import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';

import { activePair } from '../support/alliance-asking.ts';
import { type SignedIn, signIn } from '../support/people.ts';

/** A plan that has just begun, and the two who write it. */
export interface BegunPlan {
  readonly planId: string;
  readonly physician: SignedIn;
  readonly nurse: SignedIn;
}

/** Founds an alliance of physician and nurse with the stroke template, over HTTP; it is active afterwards. */
export async function beginStrokePlan(url: string): Promise<BegunPlan> {
  const physician = await signIn(url, 'priya');
  const nurse = await signIn(url, 'tom');
  const alliance: AllianceView = await activePair(
    { lead: physician, nurse },
    { template: 'stroke-rehabilitation' },
  );
  return { planId: alliance.planId, physician, nurse };
}

/** The plan as somebody sees it. */
export async function readPlan(person: SignedIn, planId: string): Promise<PlanView> {
  const response = await person.fetch(`/api/plans/${planId}`);
  if (!response.ok) throw new Error(`The plan was answered with ${response.status}.`);
  return (await response.json()) as PlanView;
}
