import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';

import { InvitationPage } from '../alliance/invitation/invitation-page.tsx';
import { invitationSecret } from '../alliance/invitation/invitation-secret.ts';
import { isSignedOut, meQuery } from '../identity/session.ts';
import { SignInPage } from '../identity/sign-in-page.tsx';

/** Where a link to a seat leads: nobody has to be signed in to read what is asked. */
export function InvitationScreen(): JSX.Element {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const [isSigningIn, setIsSigningIn] = useState(false);
  const person = isSignedOut(me.error) ? undefined : me.data?.person;
  if (isSigningIn && person === undefined)
    return (
      <SignInPage
        onSignedIn={async () => {
          setIsSigningIn(false);
          await queryClient.resetQueries({ queryKey: meQuery.queryKey });
        }}
      />
    );
  return (
    <InvitationPage
      secret={invitationSecret()}
      person={person}
      isAsking={me.data === undefined && me.error === null}
      onSignIn={() => setIsSigningIn(true)}
      onAccepted={(alliance) => {
        void queryClient.invalidateQueries();
        void (alliance === null
          ? navigate({ to: '/', replace: true })
          : navigate({
              to: '/alliances/$allianceId',
              params: { allianceId: alliance.id },
              replace: true,
            }));
      }}
    />
  );
}
