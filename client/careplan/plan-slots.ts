import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import { type ComponentType, type ReactNode } from 'react';

import type { Store } from '../sync/store.ts';
import type { Tab } from '../sync/tab.ts';
import { type SectionSyncs } from './use-tab.ts';

/**
 * What other features show on the plan page. The page knows the places, `client/app` fills them. Everything stands
 * inside `Frame`, which hears what the page knows.
 *
 *   app bar ─────────────────────────────── BarButton
 *   outline │ Now panel (Urgent on top)
 *     rows: │ section head: SectionTools │ Rail
 *     Row   │ Notices                    │
 *           │ section text               │
 *   phone bar ───────────────────────────── PhoneButton
 */
export interface PlanSlots {
  readonly Frame: ComponentType<PlanFrameProps>;
  /** Beside the text where there is room; as tall as the text. Elsewhere the feature opens a sheet by itself. */
  readonly Rail: ComponentType;
  /** First in the Now panel, also when it is folded. */
  readonly Urgent: ComponentType;
  /** In the head of a section. */
  readonly SectionTools: ComponentType<{ readonly section: SectionView }>;
  /** Between the head of a section and its text; nothing when there is nothing to say. What comes or goes here keeps the text in its place. */
  readonly Notices: ComponentType<{ readonly section: SectionView }>;
  /** In a section's row of the outline; nothing when there is nothing to say. */
  readonly OutlineMarks: ComponentType<{ readonly section: SectionView }>;
  readonly BarButton: ComponentType;
  readonly PhoneButton: ComponentType;
  /** How many pieces of writing of these features are only in this browser tab. */
  readonly unsent: Store<number>;
  /** Somebody typed where they may not edit. True when the feature has taken the characters; otherwise the page says who may. */
  readonly onTyped: (typed: TypedElsewhere) => boolean;
  /** Somebody wants to offer words that the plan did not take. False when the feature is not there now. */
  readonly onOffer: (offer: OfferedWords) => boolean;
}

/** What the page tells the features in its slots. */
export interface PlanFrameProps {
  readonly plan: PlanView;
  /** Me. */
  readonly person: Person;
  /** Undefined until its code has arrived. */
  readonly tab: Tab | undefined;
  /** By document id; a section without one is shown as the server rendered it. */
  readonly syncs: SectionSyncs;
  readonly children: ReactNode;
}

/** Characters that were typed or pasted into a section that its reader may comment and not edit. */
export interface TypedElsewhere {
  readonly section: SectionView;
  /** Empty where a composition begins: its characters are still to come. */
  readonly text: string;
}

/** Words that could not be saved in a section, and that their author offers in another way. */
export interface OfferedWords {
  readonly section: SectionView;
  readonly text: string;
  /** Where they stood, if that is known. */
  readonly blockId: string | undefined;
  /** To be called when the server has them: until then they are kept here. */
  readonly onSaved: () => void;
}
