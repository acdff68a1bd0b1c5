import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Me } from '@alliance/shared/identity/person';
import { Navigate } from '@tanstack/react-router';
import { type JSX } from 'react';

import { HomePage } from '../careplan/home-page.tsx';
import { KeptNotices } from '../careplan/kept-notices.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

/** My plans; for a patient or their family with one plan, that plan. */
export function HomeScreen(): JSX.Element {
  const { me } = useSignedIn();
  const planId = onlyPlanOfPatient(me);
  if (planId !== undefined) return <Navigate to="/plans/$planId" params={{ planId }} replace />;
  return (
    <>
      <KeptNotices />
      <HomePage me={me} menu={<ScreenMenu />} />
    </>
  );
}

function onlyPlanOfPatient(me: Me): string | undefined {
  const [seat, ...others] = me.seats;
  if (seat === undefined || others.length > 0) return undefined;
  const { disciplineKey, planId } = seat;
  return isDisciplineKey(disciplineKey) && isPatientSide(disciplineKey) ? planId : undefined;
}
