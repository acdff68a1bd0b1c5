import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { type ComponentType } from 'react';

import type { Store } from '../sync/store.ts';
import type { Tab } from '../sync/tab.ts';

/** What other features show on the patient's page. The page knows the place, `client/app` fills it. */
export interface PatientSlots {
  /** Above everything: the way to the questions. */
  readonly AskLink: ComponentType<{ readonly isPatient: boolean }>;
  /** Above the words of What matters; nothing when there is nothing to say. */
  readonly Notices: ComponentType<Omit<PatientSlotProps, 'isPatient'> & InSection>;
  /** Below What matters: what is asked of the team, and what it answers. */
  readonly Questions: ComponentType<PatientSlotProps>;
  /** Below the questions: whether I am told by e-mail that something needs me. */
  readonly Wishes: ComponentType;
  /** How many pieces of writing of these features are only in this browser tab. */
  readonly unsent: Store<number>;
}

/** What the page tells the features in its slots. */
export interface PatientSlotProps {
  readonly plan: PlanView;
  /** Me. */
  readonly person: Person;
  /** The patient, and not somebody of the family. */
  readonly isPatient: boolean;
  /** Undefined until its code has arrived. */
  readonly tab: Tab | undefined;
}

/** The section that a slot belongs to. */
interface InSection {
  readonly section: SectionView;
}
