import { type ContingencyValues } from './contingency.ts';
import { type GoalValues } from './goal.ts';
import { type InterventionValues } from './intervention.ts';

/** A goal of which nobody has written anything: a proposal. */
export const firstGoalValues: GoalValues = {
  statement: '',
  expressedBy: null,
  leadDiscipline: null,
  measure: '',
  unit: '',
  baseline: '',
  target: '',
  startOn: null,
  dueOn: null,
  priority: null,
  achievable: '',
  relevance: '',
  component: null,
  lifecycle: 'proposed',
  achievement: null,
  stepMuchLess: '',
  stepLess: '',
  stepExpected: '',
  stepMore: '',
  stepMuchMore: '',
  importance: null,
  difficulty: null,
  scaleBaseline: null,
};

/** An intervention of which nobody has written anything: a draft. */
export const firstInterventionValues: InterventionValues = {
  text: '',
  responsible: null,
  frequency: null,
  startOn: null,
  endOn: null,
  location: '',
  patientPart: '',
  precautions: '',
  stopRule: '',
  status: 'draft',
};

/** A row of which nobody has written anything. */
export const firstContingencyValues: ContingencyValues = { condition: '', action: '', call: '' };
