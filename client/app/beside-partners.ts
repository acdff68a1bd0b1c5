import { disciplines, isDisciplineKey } from '@alliance/shared/alliance/discipline';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Me, type Persona } from '@alliance/shared/identity/person';

/**
 * The people of the demonstration who can open a plan beside me: whoever sits in its alliance now. First whom I would
 * work with most: a nurse for a physician, a physician for everybody else. Empty while the plan is not known.
 */
export function besidePartners(
  personas: readonly Persona[],
  me: Me,
  plan: PlanView | undefined,
): readonly Persona[] {
  const seated = new Set(
    plan?.alliance.seats.flatMap(({ now }) => now.map(({ personId }) => personId)),
  );
  const mine = me.seats.find(({ planId }) => planId === plan?.id)?.disciplineKey ?? '';
  const wanted = kindOf(mine) === 'medical' ? 'nursing' : 'medical';
  const rank = (persona: Persona): number => (kindOf(persona.disciplineKey) === wanted ? 0 : 1);
  return personas
    .filter(({ personId }) => personId !== me.person.id && seated.has(personId))
    .toSorted((one, other) => rank(one) - rank(other));
}

function kindOf(discipline: string): string | undefined {
  return isDisciplineKey(discipline) ? disciplines[discipline].kind : undefined;
}
