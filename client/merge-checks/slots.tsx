import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import {
  createContext,
  type JSX,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useEffect,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';

import type { Tab } from '../sync/tab.ts';
import { Guard } from '../ui/guard.tsx';
import { PartMissing } from '../ui/part-missing.tsx';
import type * as CheckParts from './check-parts.tsx';
import type { Checking } from './checking.ts';

/** What a page of a plan tells. */
export interface CheckFrameProps {
  readonly plan: PlanView;
  /** Me. */
  readonly person: Person;
  readonly tab: Tab | undefined;
  readonly children: ReactNode;
}

/** Merge checks that are open: what they work with, and their code. */
export interface OpenChecks {
  readonly checking: Checking;
  readonly parts: typeof CheckParts;
}

type State = OpenChecks | 'missing' | undefined;

const ChecksContext = createContext<State>(undefined);

/** What shows merge checks, as slots of the plan page. Their code comes after the page stands; until then nothing is in its place. */
export const mergeCheckSlots = { Frame, Urgent, Notices, OutlineMarks };

/** The same for the one section that the patient's page lets its reader write. */
export const patientMergeCheckSlots = { Notices: PatientNotices };

function Frame({ children, ...props }: CheckFrameProps): JSX.Element {
  const [state, setState] = useState<State>();
  const [isShown, setIsShown] = useState(false);
  // Behind the first picture: the text of the plan comes before anything that is said about it.
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true));
    return () => clearTimeout(timer);
  }, []);
  return (
    <ChecksContext value={state}>
      {children}
      {isShown ? (
        <Guard fallback={null} onFailure={() => setState('missing')}>
          <Suspense fallback={null}>
            <Checks {...props} onOpen={setState} />
          </Suspense>
        </Guard>
      ) : null}
    </ChecksContext>
  );
}

const Checks = lazy(async () => {
  const parts = await import('./check-parts.tsx');
  return {
    default(
      props: Omit<CheckFrameProps, 'children'> & {
        onOpen(opened: OpenChecks | undefined): void;
      },
    ) {
      return <parts.Checks {...props} parts={parts} />;
    },
  };
});

function useOpened(): OpenChecks | undefined {
  const state = use(ChecksContext);
  return state === 'missing' ? undefined : state;
}

/** In the Now panel: where places wait, or that nobody knows. */
function Urgent(): JSX.Element | null {
  const t = useTranslations('mergeChecks');
  const state = use(ChecksContext);
  if (state === 'missing') return <PartMissing>{t('missing')}</PartMissing>;
  return state === undefined ? null : <state.parts.Waiting checking={state.checking} />;
}

function Notices({ section }: { readonly section: SectionView }): JSX.Element | null {
  const opened = useOpened();
  if (opened === undefined) return null;
  return <opened.parts.SectionNotice checking={opened.checking} section={section} />;
}

function OutlineMarks({ section }: { readonly section: SectionView }): JSX.Element | null {
  const opened = useOpened();
  if (opened === undefined) return null;
  return <opened.parts.OutlineMarks checking={opened.checking} section={section} />;
}

function PatientNotices({
  section,
  ...page
}: Omit<CheckFrameProps, 'children'> & { readonly section: SectionView }): JSX.Element {
  return (
    <Frame {...page}>
      <PatientTrouble />
      <Notices section={section} />
    </Frame>
  );
}

function PatientTrouble(): JSX.Element | null {
  const t = useTranslations('mergeChecks');
  const state = use(ChecksContext);
  if (state === 'missing') return <PartMissing>{t('missing')}</PartMissing>;
  return state === undefined ? null : <state.parts.NotKnown checking={state.checking} />;
}
