import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';

import { NoSuchPage } from './no-such-page.tsx';
import { Root } from './root.tsx';
import { ScreenFailure } from './screen-failure.tsx';

/** What every address can carry: in a frame, who it is. */
interface Search {
  /** The persona of this page, in the demonstration. */
  readonly as?: string;
  /** The persona shown beside me. */
  readonly beside?: string;
  /** The thread that is opened on the plan. */
  readonly thread?: string;
}

const rootRoute = createRootRoute({
  component: Root,
  validateSearch: readSearch,
  search: { middlewares: [retainSearchParams(['as'])] },
});
const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home-screen.tsx'), 'HomeScreen'),
});
const planRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'plans/$planId',
  component: lazyRouteComponent(() => import('./plan-screen.tsx'), 'PlanScreen'),
});
// The section is part of the plan's own screen: going to another one keeps the page and its editors.
const sectionRoute = createRoute({ getParentRoute: () => planRoute, path: '$sectionKey' });
const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'overview',
  component: lazyRouteComponent(() => import('./overview-screen.tsx'), 'OverviewScreen'),
});
const allianceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'alliances/$allianceId',
  component: lazyRouteComponent(() => import('./alliance-screen.tsx'), 'AllianceScreen'),
});
const foundingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'alliances/new',
  component: lazyRouteComponent(() => import('./founding-screen.tsx'), 'FoundingScreen'),
});
const charterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'alliances/$allianceId/charter',
  component: lazyRouteComponent(() => import('./charter-screen.tsx'), 'CharterScreen'),
});
// Where a link to a seat leads; nobody has to be signed in there.
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'invitations',
  component: lazyRouteComponent(() => import('./invitation-screen.tsx'), 'InvitationScreen'),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'account',
  component: lazyRouteComponent(() => import('./account-screen.tsx'), 'AccountScreen'),
});
const administration = lazyRouteComponent(
  () => import('./administration-screen.tsx'),
  'AdministrationScreen',
);
const administrationRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: 'administration',
    component: administration,
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: 'administration/$part',
    component: administration,
  }),
] as const;
// Where one-time links lead; nobody has to be signed in there.
const linkScreen = lazyRouteComponent(() => import('./link-screen.tsx'), 'LinkScreen');
const linkRoutes = [
  createRoute({ getParentRoute: () => rootRoute, path: 'set-up', component: linkScreen }),
  createRoute({ getParentRoute: () => rootRoute, path: 'join', component: linkScreen }),
  createRoute({ getParentRoute: () => rootRoute, path: 'new-password', component: linkScreen }),
] as const;

/** The addresses of the application (public contract: client URLs). */
export function createAppRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([
      homeRoute,
      planRoute.addChildren([sectionRoute]),
      allianceRoute,
      foundingRoute,
      overviewRoute,
      charterRoute,
      invitationRoute,
      accountRoute,
      ...administrationRoutes,
      ...linkRoutes,
    ]),
    defaultErrorComponent: ScreenFailure,
    defaultNotFoundComponent: NoSuchPage,
    // Back and forward return to where one was. Going to a section of the same plan asks for no scrolling here:
    // the plan page brings it into the window itself.
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface HistoryState {
    /** The address changed under a page that stays where it is. */
    keepsPlace?: boolean;
    /** Who came here wants to do what they owe to the thread in the address. */
    leadsToOwed?: boolean;
  }
}

function readSearch(search: Readonly<Record<string, unknown>>): Search {
  const { as, beside, thread } = search;
  return {
    ...(typeof as === 'string' ? { as } : {}),
    ...(typeof beside === 'string' ? { beside } : {}),
    ...(typeof thread === 'string' ? { thread } : {}),
  };
}
