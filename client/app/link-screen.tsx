import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type JSX } from 'react';

import { LinkPage } from '../identity/link-page.tsx';
import { linkSecret } from '../identity/link-secret.ts';

/** Where a one-time link leads; from there to what is mine. */
export function LinkScreen(): JSX.Element {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <LinkPage
      secret={linkSecret(path)}
      onSignedIn={async () => {
        await navigate({ to: '/', replace: true });
        await queryClient.resetQueries();
      }}
    />
  );
}
