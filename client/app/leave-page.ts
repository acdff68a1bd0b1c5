import { type QueryClient } from '@tanstack/react-query';

import { pageTabs } from '../careplan/page-tabs.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';

/** Begins anew, as nobody: nothing that this page holds of its person stays in the browser, unsaved words included. */
export function leavePage(queryClient: QueryClient): void {
  pageTabs.end();
  pageDesks.end();
  queryClient.clear();
  sessionStorage.clear();
  // Once the page knows that nothing is at stake, the browser asks nothing.
  setTimeout(() => {
    // Whoever goes back must not meet this page as the browser may have kept it.
    document.body.replaceChildren();
    window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
    window.location.replace('/');
  });
}
