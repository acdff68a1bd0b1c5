import { type Problem, problems } from '../http/problem.ts';
import { type Route } from '../http/route.ts';

/** Where accounts may sign in, now. */
export interface AccountGuard {
  /** Personas instead of accounts. */
  readonly isDemo: boolean;
}

/** The same routes, which are not there while the demonstration runs (ID8). */
export function whereAccounts(guard: AccountGuard, routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => whereIs(() => !guard.isDemo, route));
}

/** The same routes, which are there only while the demonstration runs. */
export function whereDemo(guard: AccountGuard, routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => whereIs(() => guard.isDemo, route));
}

function whereIs(isThere: () => boolean, route: Route): Route {
  const absent: Problem = problems.notFound;
  return { ...route, run: async (incoming) => (isThere() ? await route.run(incoming) : absent) };
}
