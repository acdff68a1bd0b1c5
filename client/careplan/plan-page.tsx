import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';

import { AppBar } from '../ui/app-bar.tsx';
import { Failure } from '../ui/failure.tsx';
import { ServerRefusal } from '../ui/server-refusal.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDocumentTitle } from '../ui/use-document-title.ts';
import { useStore } from '../ui/use-store.ts';
import { PatientBanner } from './patient-banner.tsx';
import { PeopleHere } from './people-here.tsx';
import { PlanBody } from './plan-body.tsx';
import { PlanGone } from './plan-gone.tsx';
import { PlanNotices } from './plan-notices.tsx';
import { planQuery } from './plan-queries.ts';
import { PlanRenewed } from './plan-renewed.tsx';
import { type PlanFrameProps, type PlanSlots } from './plan-slots.ts';
import { PresenceAnnouncer } from './presence-announcer.tsx';
import { useRegionKeys } from './region-keys.ts';
import { SaveAnnouncer, SaveWords } from './save-words.tsx';
import { SlotsProvider, useSlots } from './slots-context.ts';
import { useTroubledSections } from './troubled-sections.ts';
import { useBarsHeight } from './use-bars-height.ts';
import { usePlanEvents } from './use-plan-events.ts';
import { useRenewal } from './use-renewal.ts';
import { type SessionWatch, useSessionWatch } from './use-session-watch.ts';
import { useSimulatedPeople } from './use-simulated-people.ts';
import { useSectionSyncs, useTab } from './use-tab.ts';
import { WritingMissing } from './writing-missing.tsx';

import styles from './plan-page.module.css';

/** What the plan page needs from the application around it. */
export interface PlanPageProps {
  readonly planId: string;
  /** The section that the address names. */
  readonly sectionKey?: string | undefined;
  /** Me: named in the browser's tab, so that two tabs are told apart. */
  readonly person: Person;
  readonly isDemo: boolean;
  readonly menu: ReactNode;
  /** When it ends, the application asks to sign in again, over the page. */
  readonly session: SessionWatch;
  /** What other features show here. */
  readonly slots?: PlanSlots;
}

/** The care plan as professionals work on it. */
export function PlanPage(props: PlanPageProps): JSX.Element {
  const t = useTranslations('plan');
  const plan = useQuery(planQuery(props.planId));
  useDocumentTitle(
    t('documentTitle', { title: plan.data?.title ?? t('title'), person: props.person.name }),
  );
  useRegionKeys();
  if (plan.data !== undefined) {
    const isGone = plan.error instanceof ServerRefusal && plan.error.status === 404;
    // What is not open any more is not shown any more; what was not saved in it stays in the tab.
    const shown = isGone ? { ...plan.data, sections: [] } : plan.data;
    return <LoadedPlan {...props} plan={shown} isGone={isGone} />;
  }
  return (
    <>
      <AppBar title={<h1>{t('title')}</h1>} menu={props.menu} />
      <main className={styles['waiting']}>
        {plan.error === null ? (
          <Skeleton heights={[36, 220, 160, 160]} />
        ) : (
          <Failure error={plan.error} onRetry={() => void plan.refetch()} />
        )}
      </main>
    </>
  );
}

function LoadedPlan(
  props: PlanPageProps & { readonly plan: PlanView; readonly isGone: boolean },
): JSX.Element {
  const t = useTranslations('plan');
  const { plan, menu, person, isGone } = props;
  const tab = useTab(plan.id);
  const syncs = useSectionSyncs(tab, plan);
  useSessionWatch(tab, syncs, props.session);
  const watching = useStore(tab?.people, nobody);
  const simulated = useSimulatedPeople(syncs);
  const people = useMemo(() => [...watching, ...simulated], [watching, simulated]);
  const others = people.filter(({ personId }) => personId !== person.id);
  const save = useStore(tab?.save, beforeConnecting);
  const unsent = useStore(props.slots?.unsent, 0);
  usePlanEvents(tab, syncs, plan.id);
  const troubled = useTroubledSections(plan, syncs);
  const renewal = useRenewal(plan);
  const bars = useBarsHeight();
  return (
    <InFrame {...props} tab={tab} syncs={syncs}>
      {isGone ? null : (
        <a className={styles['skip']} href="#plan">
          {t('skip')}
        </a>
      )}
      <div ref={bars} className={styles['top']}>
        <AppBar title={<h1>{isGone ? t('title') : plan.title}</h1>} menu={menu}>
          {save.kind === 'offline' || save.kind === 'not-saved' ? null : (
            <SaveWords state={save} unsent={unsent} />
          )}
          <PeopleHere people={others} />
          <BarButton />
        </AppBar>
        {isGone ? null : <PatientBanner patient={plan.patient} />}
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
      </div>
      <SaveAnnouncer state={save} unsent={unsent} />
      <PresenceAnnouncer plan={plan} people={others} />
      {isGone ? <PlanGone /> : <PlanBody {...props} tab={tab} syncs={syncs} people={people} />}
    </InFrame>
  );
}

/** Lets the features in the slots hear what the page knows. */
function InFrame({
  slots,
  plan,
  person,
  tab,
  syncs,
  children,
}: Pick<PlanPageProps, 'slots' | 'person'> &
  Pick<PlanFrameProps, 'plan' | 'tab' | 'syncs' | 'children'>): JSX.Element {
  if (slots === undefined) return <>{children}</>;
  return (
    <SlotsProvider value={slots}>
      <slots.Frame plan={plan} person={person} tab={tab} syncs={syncs}>
        {children}
      </slots.Frame>
    </SlotsProvider>
  );
}

function BarButton(): JSX.Element | null {
  const slots = useSlots();
  return slots === undefined ? null : <slots.BarButton />;
}

const nobody: readonly never[] = [];
const beforeConnecting = { kind: 'connecting' } as const;
