import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type JSX } from 'react';
import { IntlProvider } from 'use-intl';

import { isSessionLocked } from '../identity/session-queries.ts';
import { isSignedOut, meKey } from '../identity/session.ts';
import { en } from '../ui/messages/en.ts';
import { formats } from '../ui/messages/formats.ts';
import { theme, variables } from '../ui/theme.ts';
import { createAppRouter } from './router.tsx';

const router = createAppRouter();

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoIAm }),
  defaultOptions: { queries: { staleTime: 5_000, networkMode: 'always' } },
});

/** Everything that every screen stands in: look, words, data and addresses. */
export function Application(): JSX.Element {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <IntlProvider
        locale="en-GB"
        messages={en}
        formats={formats}
        timeZone={new Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </IntlProvider>
    </MantineProvider>
  );
}

/** Any answer that says "signed out" or "locked" leads to one place, where the way back is offered. */
function askWhoIAm(error: Error, query: { readonly queryKey: readonly unknown[] }): void {
  if ((isSignedOut(error) || isSessionLocked(error)) && query.queryKey[0] !== meKey[0])
    void queryClient.invalidateQueries({ queryKey: meKey });
}
