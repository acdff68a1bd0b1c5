import { type SeatId } from '../../alliance/alliance.ts';
import { type Author } from '../../alliance/author.ts';
import { type DisciplineKey } from '../../alliance/discipline.ts';
import { type Fields, type ItemBase } from './item.ts';

/** What the patient wants to reach, and how the team will know. FHIR R4 `Goal`. */
export interface Goal extends ItemBase {
  readonly kind: 'goal';
  readonly fields: Fields<GoalValues>;
  /** Besides the lead; without doubles. */
  readonly supporting: readonly DisciplineKey[];
  /** What each seat does for it, in the order in which they came; at most one per seat. */
  readonly parts: readonly GoalPart[];
  /** What each seat, the patient's included, says to it: their last word; at most one per seat. FHIR extension `goal-acceptance`. */
  readonly agreements: readonly Agreement[];
  /** Oldest first; nothing is taken out. */
  readonly progress: readonly Progress[];
}

/** What can be written of a goal, field by field. A text that nobody wrote is empty, everything else null. */
export interface GoalValues {
  /** In plain words, for the patient. FHIR `description`. */
  readonly statement: string;
  /** Whose words these are. FHIR `expressedBy`. */
  readonly expressedBy: SeatId | null;
  readonly leadDiscipline: DisciplineKey | null;
  /** How it is measured: "Distance with quad cane". */
  readonly measure: string;
  /** What is measured in: "m". */
  readonly unit: string;
  readonly baseline: string;
  readonly target: string;
  /** ISO 8601 date. */
  readonly startOn: string | null;
  /** ISO 8601 date. */
  readonly dueOn: string | null;
  readonly priority: (typeof goalPriorities)[number] | null;
  /** Why it can be reached. */
  readonly achievable: string;
  /** What matters to the patient that it serves. */
  readonly relevance: string;
  /** ICF component. */
  readonly component: (typeof goalComponents)[number] | null;
  readonly lifecycle: GoalLifecycle;
  readonly achievement: GoalAchievement | null;
  /** What is seen at each step of the goal attainment scale. */
  readonly stepMuchLess: string;
  readonly stepLess: string;
  readonly stepExpected: string;
  readonly stepMore: string;
  readonly stepMuchMore: string;
  /** 0 to 3; the weight is importance times difficulty. */
  readonly importance: number | null;
  /** 0 to 3. */
  readonly difficulty: number | null;
  /** Where it began on the scale: -2 or -1. */
  readonly scaleBaseline: number | null;
}

/** FHIR R4 `Goal.priority`. */
export const goalPriorities = ['high', 'medium', 'low'] as const;

/** ICF components; no code table is shipped. */
export const goalComponents = [
  'body-function',
  'activity',
  'participation',
  'environment',
] as const;

/** FHIR R4 `Goal.lifecycleStatus`. */
export const goalLifecycles = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'entered-in-error',
  'rejected',
] as const;

/** One of {@link goalLifecycles}. */
export type GoalLifecycle = (typeof goalLifecycles)[number];

/** FHIR R4 `Goal.achievementStatus`. */
export const goalAchievements = [
  'in-progress',
  'improving',
  'worsening',
  'no-change',
  'achieved',
  'sustaining',
  'not-achieved',
  'no-progress',
  'not-attainable',
] as const;

/** One of {@link goalAchievements}. */
export type GoalAchievement = (typeof goalAchievements)[number];

/** One seat's part in a goal: asked for it, or said what it does, or both. */
export interface GoalPart {
  readonly seatId: SeatId;
  /** Who asked for it, and when; the last time. */
  readonly asked?: { readonly by: Author; readonly at: string };
  /** What the seat does for the goal, in its words. Absent until it has said so. */
  readonly contributed?: { readonly by: Author; readonly at: string; readonly text: string };
}

/** What a seat can say to a goal. */
export const agreementAnswers = ['agree', 'disagree', 'pending'] as const;

/** A seat's last word on a goal. Who has said nothing is not there: that counts as pending. */
export interface Agreement {
  readonly seatId: SeatId;
  readonly by: Author;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly answer: (typeof agreementAnswers)[number];
  /** Needed with `disagree`; may be empty otherwise. */
  readonly note: string;
}

/** One look at how far it is. */
export interface Progress {
  /** UUIDv7, made by the client. */
  readonly id: string;
  readonly by: Author;
  /** ISO 8601 instant, by the server's clock. */
  readonly at: string;
  /** ISO 8601 date of what was seen. */
  readonly on: string;
  /** -2 to +2; absent where it was not scored. */
  readonly score?: number;
  /** What was measured: "40". May be empty. */
  readonly value: string;
  /** What was seen. May be empty when there is a score or a value. */
  readonly note: string;
}
