import { type PersonId } from '@alliance/shared/identity/person';

import { type Problem, problems } from '../http/problem.ts';
import { type Route } from '../http/route.ts';

/** Says who looks after the installation. */
export type IsAdministrator = (personId: PersonId) => Promise<boolean>;

/** The same routes for administrators alone; for everybody else there is nothing there. */
export function forAdministrators(
  isAdministrator: IsAdministrator,
  routes: readonly Route[],
): readonly Route[] {
  const absent: Problem = problems.notFound;
  return routes.map((route) => ({
    ...route,
    async run(incoming) {
      const visitor = await incoming.visitor();
      if (visitor !== undefined && !(await isAdministrator(visitor.person.id))) return absent;
      return await route.run(incoming);
    },
  }));
}
