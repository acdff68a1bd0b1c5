import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { type JSX, lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';

import type { Tab } from '../../sync/tab.ts';
import { Guard } from '../../ui/guard.tsx';
import { PartMissing } from '../../ui/part-missing.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AskLink } from './ask-link.tsx';

import styles from './patient-questions.module.css';

/** What the patient's page tells. */
export interface QuestionsProps {
  readonly plan: PlanView;
  readonly person: Person;
  /** The patient, and not somebody of the family. */
  readonly isPatient: boolean;
  readonly tab: Tab | undefined;
}

/** What patient and family ask of the team, as the slots of the patient's page. Its code comes after the words of the plan. */
export const patientSlots = { AskLink, Questions };

const Loaded = lazy(async () => {
  const { PatientQuestions } = await import('./patient-questions.tsx');
  return { default: PatientQuestions };
});

function Questions(props: QuestionsProps): JSX.Element {
  const t = useTranslations('questions');
  return (
    <section className={styles['card']} aria-labelledby="questions-heading">
      <h2 id="questions-heading">{t(props.isPatient ? 'title' : 'titleTo')}</h2>
      <Guard fallback={<PartMissing>{t('missing')}</PartMissing>}>
        <Suspense fallback={<Skeleton heights={[120, 320]} />}>
          <Loaded {...props} />
        </Suspense>
      </Guard>
    </section>
  );
}
