import { Navigate } from '@tanstack/react-router';
import { type JSX } from 'react';

import { HomePage } from '../careplan/home-page.tsx';
import { EmailWishes } from '../inbox/email-wishes.tsx';
import { InboxList } from '../inbox/inbox-list.tsx';
import { KeptWords } from './kept-words.tsx';
import { onlyPlanOfPatient } from './only-plan.ts';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** What needs me, and my plans; for a patient or their family with one plan, that plan. */
export function HomeScreen(): JSX.Element {
  const { me } = useSignedIn();
  const planId = onlyPlanOfPatient(me);
  if (planId !== undefined) return <Navigate to="/plans/$planId" params={{ planId }} replace />;
  return (
    <>
      <KeptWords />
      <HomePage
        me={me}
        menu={<ScreenMenu />}
        needs={
          <>
            <InboxList />
            <EmailWishes />
          </>
        }
      />
    </>
  );
}
