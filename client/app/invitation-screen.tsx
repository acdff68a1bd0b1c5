import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';

import { InvitationPage } from '../alliance/invitation/invitation-page.tsx';
import { invitationSecret } from '../alliance/invitation/invitation-secret.ts';
import { LinkPage } from '../identity/link-page.tsx';
import { entranceQuery } from '../identity/session-queries.ts';
import { isSignedOut, meQuery } from '../identity/session.ts';
import { SignInPage } from '../identity/sign-in-page.tsx';

/** Where a link to a seat leads: nobody has to be signed in to read what is asked. */
export function InvitationScreen(): JSX.Element {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const entrance = useQuery(entranceQuery);
  const [way, setWay] = useState<'sign-in' | 'create'>();
  const person = isSignedOut(me.error) ? undefined : me.data?.person;
  const onSignedIn = async (): Promise<void> => {
    setWay(undefined);
    await queryClient.resetQueries({ queryKey: meQuery.queryKey });
  };
  if (way === 'sign-in' && person === undefined) return <SignInPage onSignedIn={onSignedIn} />;
  if (way === 'create' && person === undefined)
    return <LinkPage secret={invitationSecret()} onSignedIn={onSignedIn} />;
  return (
    <InvitationPage
      secret={invitationSecret()}
      person={person}
      isAsking={me.data === undefined && me.error === null}
      onSignIn={() => setWay('sign-in')}
      onCreate={entrance.data?.isDemo === false ? () => setWay('create') : undefined}
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
