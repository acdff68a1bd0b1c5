import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { Failure } from '../ui/failure.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { useStore } from '../ui/use-store.ts';
import { MyGoals } from './my-goals.tsx';
import { MyTeam } from './my-team.tsx';
import { type PatientSlots } from './patient-slots.ts';
import { PlanNotices } from './plan-notices.tsx';
import { planQuery } from './plan-queries.ts';
import { PlanRenewed } from './plan-renewed.tsx';
import { SaveAnnouncer } from './save-words.tsx';
import { useTroubledSections } from './troubled-sections.ts';
import { usePlanEvents } from './use-plan-events.ts';
import { useRenewal } from './use-renewal.ts';
import { type SessionWatch, useSessionWatch } from './use-session-watch.ts';
import { useContents, useSectionSyncs, useTab } from './use-tab.ts';
import { WhatMatters } from './what-matters.tsx';
import { WhatToDo } from './what-to-do.tsx';
import { WritingMissing } from './writing-missing.tsx';

import styles from './patient-page.module.css';

/** What the patient's page needs from the application around it. */
export interface PatientPageProps {
  readonly planId: string;
  /** Me: named in the browser's tab. */
  readonly person: Person;
  /** The patient, and not somebody of the family. */
  readonly isPatient: boolean;
  readonly menu: ReactNode;
  /** When it ends, the application asks to sign in again, over the page. */
  readonly session: SessionWatch;
  /** What other features show here. */
  readonly slots?: PatientSlots;
}

/** The plan for the patient and the family: large, short sentences, none of the clinicians' tools (PP1). */
export function PatientPage(props: PatientPageProps): JSX.Element {
  const t = useTranslations('patient');
  const plan = useQuery(planQuery(props.planId));
  useDocumentTitle(t('documentTitle', { person: props.person.name }));
  if (plan.data !== undefined) return <LoadedPage {...props} plan={plan.data} />;
  return (
    <>
      <AppBar menu={props.menu} />
      <main className={styles['main']}>
        <h1>{t('loadingTitle')}</h1>
        {plan.error === null ? (
          <Skeleton heights={[160, 160, 160]} />
        ) : (
          <Failure error={plan.error} onRetry={() => void plan.refetch()} />
        )}
      </main>
    </>
  );
}

function LoadedPage(props: PatientPageProps & { readonly plan: PlanView }): JSX.Element {
  const t = useTranslations('patient');
  const { plan, menu, slots } = props;
  const ofPatient = props.isPatient ? {} : { patientName: plan.patient.preferredName };
  const tab = useTab(plan.id);
  const syncs = useSectionSyncs(tab, plan);
  useSessionWatch(tab, syncs, props.session);
  usePlanEvents(tab, syncs, plan.id);
  const troubled = useTroubledSections(plan, syncs);
  const renewal = useRenewal(plan);
  const contents = useContents(syncs);
  const save = useStore(tab?.save, beforeConnecting);
  const unsent = useStore(slots?.unsent, 0);
  const whatMatters = plan.sections.find(({ key }) => key === 'what-matters');
  return (
    <>
      <AppBar menu={menu} />
      <WritingMissing />
      {tab === undefined ? null : (
        <>
          {renewal.isRenewed ? <PlanRenewed tab={tab} renewal={renewal} /> : null}
          <PlanNotices
            tab={tab}
            isRenewed={renewal.isRenewed}
            unsent={unsent}
            troubled={troubled}
          />
        </>
      )}
      <SaveAnnouncer state={save} unsent={unsent} />
      <main className={styles['main']}>
        <h1>{t('title', { name: plan.patient.preferredName })}</h1>
        {slots === undefined ? null : <slots.AskLink isPatient={props.isPatient} />}
        {whatMatters === undefined ? null : (
          <WhatMatters
            {...ofPatient}
            section={whatMatters}
            sync={syncs.get(whatMatters.documentId)}
            save={save}
            unsent={unsent}
            onFocusChange={(isFocused) =>
              tab?.focusSection(isFocused ? whatMatters.documentId : null)
            }
          >
            {slots === undefined ? null : (
              <slots.Notices plan={plan} person={props.person} tab={tab} section={whatMatters} />
            )}
          </WhatMatters>
        )}
        {slots === undefined ? null : (
          <>
            <slots.Questions
              plan={plan}
              person={props.person}
              isPatient={props.isPatient}
              tab={tab}
            />
            <div className={styles['wishes']}>
              <slots.Wishes />
            </div>
          </>
        )}
        <MyGoals {...ofPatient} plan={plan} contents={contents} />
        <WhatToDo plan={plan} contents={contents} />
        <MyTeam {...ofPatient} seats={plan.alliance.seats} />
      </main>
    </>
  );
}

const beforeConnecting = { kind: 'connecting' } as const;
