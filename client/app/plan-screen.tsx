import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type Me, type Persona } from '@alliance/shared/identity/person';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type JSX, useCallback, useEffect, useMemo, useState } from 'react';

import { PatientPage } from '../careplan/patient-page.tsx';
import { PlanPage } from '../careplan/plan-page.tsx';
import { planQuery } from '../careplan/plan-queries.ts';
import { pageDesks } from '../comments/desk/page-desks.ts';
import { patientSlots } from '../comments/patient/patient-slots.tsx';
import { usePersonas } from '../identity/session.ts';
import { EmailWishes } from '../inbox/email-wishes.tsx';
import { patientMergeCheckSlots } from '../merge-checks/slots.tsx';
import { BesidePage } from './beside-page.tsx';
import { besidePartners } from './beside-partners.ts';
import { planFeatures } from './plan-features.tsx';
import { ScreenMenu } from './screen-menu.tsx';
import { useSignedIn } from './signed-in.ts';

const { unsent } = pageDesks;
const slotsOfPatient = {
  ...patientSlots,
  ...patientMergeCheckSlots,
  Wishes: EmailWishes,
  unsent,
};

/** The plan that the address names, as this person meets it; with `?beside=` as two people side by side. */
export function PlanScreen(): JSX.Element {
  const { planId = '', sectionKey } = useParams({ strict: false });
  const { beside } = useSearch({ strict: false });
  const { me, isDemo, isSignedOut, noticeSignedOut } = useSignedIn();
  const navigate = useNavigate();
  const partners = usePartners(planId, me);
  const [slots] = useState(planFeatures);
  useEffect(fetchWaysOut, []);
  const openBeside = useCallback(
    (persona: Persona) =>
      void navigate({ to: '/plans/$planId', params: { planId }, search: { beside: persona.key } }),
    [navigate, planId],
  );
  if (beside !== undefined && isDemo) return <BesidePage planId={planId} beside={beside} />;
  const discipline = me.seats.find((seat) => seat.planId === planId)?.disciplineKey ?? '';
  const shared = {
    planId,
    menu: <ScreenMenu beside={{ partners, onOpen: openBeside }} />,
    session: { isSignedOut, onSignedOut: noticeSignedOut },
  };
  // Another plan is another page: nothing of the last one may stay.
  if (isDisciplineKey(discipline) && isPatientSide(discipline))
    return (
      <PatientPage
        key={planId}
        {...shared}
        person={me.person}
        isPatient={discipline === 'patient'}
        slots={slotsOfPatient}
      />
    );
  return (
    <PlanPage
      key={planId}
      {...shared}
      person={me.person}
      sectionKey={sectionKey}
      isDemo={isDemo}
      slots={slots}
    />
  );
}

/** Whoever loses the connection here can still go to the other screens, which say what is not saved. */
function fetchWaysOut(): void {
  void import('./home-screen.tsx');
  void import('./alliance-screen.tsx');
}

/** Who of the demonstration can be beside me in this plan; nobody without demonstration. */
function usePartners(planId: string, me: Me): readonly Persona[] {
  const personas = usePersonas();
  const plan = useQuery(planQuery(planId));
  return useMemo(
    () => besidePartners(personas.data ?? [], me, plan.data),
    [personas.data, me, plan.data],
  );
}
