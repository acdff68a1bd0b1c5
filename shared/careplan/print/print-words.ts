import { type CarePlanStatus } from '../care-plan.ts';
/** The words of paper for the codes of goals and interventions, and for the names of their fields. */
import {
  type GoalAchievement,
  type GoalLifecycle,
  type GoalValues,
  type Agreement,
} from '../item/goal.ts';
import { type InterventionStatus, type InterventionValues } from '../item/intervention.ts';
import { type TagName } from '../item/item.ts';
import { type SmartGap } from '../item/smart.ts';

/** What the fields of a goal are called; a field that is forgotten here does not compile. */
export const goalFieldWords: Readonly<Record<keyof GoalValues, string>> = {
  statement: 'Goal',
  expressedBy: 'Said by',
  leadDiscipline: 'Led by',
  measure: 'Measured by',
  unit: 'Unit',
  baseline: 'Where it began',
  target: 'Target',
  startOn: 'Starts on',
  dueOn: 'Due on',
  priority: 'Priority',
  achievable: 'Why it can be reached',
  relevance: 'What it serves',
  component: 'About',
  lifecycle: 'State',
  achievement: 'How it goes',
  stepMuchLess: 'Scale −2, much less than expected',
  stepLess: 'Scale −1, less than expected',
  stepExpected: 'Scale 0, as expected',
  stepMore: 'Scale +1, more than expected',
  stepMuchMore: 'Scale +2, much more than expected',
  importance: 'Importance, 0 to 3',
  difficulty: 'Difficulty, 0 to 3',
  scaleBaseline: 'Began on the scale at',
};

/** What the fields of an intervention are called. */
export const interventionFieldWords: Readonly<Record<keyof InterventionValues, string>> = {
  text: 'What is done',
  responsible: 'Responsible',
  frequency: 'How often',
  startOn: 'From',
  endOn: 'Until',
  location: 'Where',
  patientPart: 'What I do',
  precautions: 'Careful',
  stopRule: 'Stop and call if',
  status: 'State',
};

/** FHIR's states of a goal. */
export const lifecycleWords: Readonly<Record<GoalLifecycle, string>> = {
  proposed: 'proposed',
  planned: 'planned',
  accepted: 'accepted',
  active: 'active',
  'on-hold': 'on hold',
  completed: 'completed',
  cancelled: 'cancelled',
  'entered-in-error': 'entered in error',
  rejected: 'rejected',
};

/** FHIR's words for how a goal goes. */
export const achievementWords: Readonly<Record<GoalAchievement, string>> = {
  'in-progress': 'in progress',
  improving: 'improving',
  worsening: 'getting worse',
  'no-change': 'no change',
  achieved: 'achieved',
  sustaining: 'holding',
  'not-achieved': 'not achieved',
  'no-progress': 'no progress',
  'not-attainable': 'cannot be reached',
};

/** FHIR's states of an intervention. */
export const interventionStatusWords: Readonly<Record<InterventionStatus, string>> = {
  draft: 'draft',
  active: 'active',
  'on-hold': 'on hold',
  revoked: 'stopped',
  completed: 'completed',
};

/** What a goal is about. */
export const componentWords: Readonly<Record<NonNullable<GoalValues['component']>, string>> = {
  'body-function': 'body function',
  activity: 'activity',
  participation: 'taking part in life',
  environment: 'surroundings',
};

/** What a goal lacks. */
export const gapWords: Readonly<Record<SmartGap, string>> = {
  statement: 'plain words',
  measure: 'measure',
  target: 'target',
  achievable: 'why it can be reached',
  relevance: 'why it matters',
  date: 'date',
};

/** What is hung on an item. */
export const tagWords: Readonly<Record<TagName, string>> = {
  'follow-up': 'Follow up',
  conflicting: 'Conflicts',
  duplicate: 'Duplicate',
  'no-longer-relevant': 'No longer relevant',
  'review-required': 'To be reviewed',
};

/** What a seat says to a goal. */
export const answerWords: Readonly<Record<Agreement['answer'], string>> = {
  agree: 'agrees',
  disagree: 'disagrees',
  pending: 'has not said yet',
};

/** FHIR's states of a plan. */
export const planStatusWords: Readonly<Record<CarePlanStatus, string>> = {
  draft: 'draft',
  active: 'active',
  'on-hold': 'on hold',
  revoked: 'revoked',
  completed: 'completed',
};

/** A score with its sign: "−1". */
export function signedScore(score: number): string {
  return score < 0 ? `−${-score}` : score === 0 ? '0' : `+${score}`;
}
