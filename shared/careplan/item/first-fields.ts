import { firstField } from '../../comments/field.ts';
import { type PersonId } from '../../identity/person.ts';
import { type ContingencyValues } from './contingency.ts';
import { type GoalValues } from './goal.ts';
import { type InterventionValues } from './intervention.ts';
import { type Fields } from './item.ts';

/** Who wrote the first values, and when. */
export interface FirstWriting {
  readonly by: PersonId;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** The fields of a new goal. */
export function goalFields(values: GoalValues, { by, at }: FirstWriting): Fields<GoalValues> {
  const { expressedBy, leadDiscipline, startOn, dueOn, priority, component } = values;
  return {
    ...goalWords(values, { by, at }),
    expressedBy: firstField(expressedBy, by, at),
    leadDiscipline: firstField(leadDiscipline, by, at),
    startOn: firstField(startOn, by, at),
    dueOn: firstField(dueOn, by, at),
    priority: firstField(priority, by, at),
    component: firstField(component, by, at),
    lifecycle: firstField(values.lifecycle, by, at),
    achievement: firstField(values.achievement, by, at),
    importance: firstField(values.importance, by, at),
    difficulty: firstField(values.difficulty, by, at),
    scaleBaseline: firstField(values.scaleBaseline, by, at),
  };
}

function goalWords(values: GoalValues, { by, at }: FirstWriting) {
  return {
    statement: firstField(values.statement, by, at),
    measure: firstField(values.measure, by, at),
    unit: firstField(values.unit, by, at),
    baseline: firstField(values.baseline, by, at),
    target: firstField(values.target, by, at),
    achievable: firstField(values.achievable, by, at),
    relevance: firstField(values.relevance, by, at),
    stepMuchLess: firstField(values.stepMuchLess, by, at),
    stepLess: firstField(values.stepLess, by, at),
    stepExpected: firstField(values.stepExpected, by, at),
    stepMore: firstField(values.stepMore, by, at),
    stepMuchMore: firstField(values.stepMuchMore, by, at),
  };
}

/** The fields of a new intervention. */
export function interventionFields(
  values: InterventionValues,
  { by, at }: FirstWriting,
): Fields<InterventionValues> {
  return {
    text: firstField(values.text, by, at),
    responsible: firstField(values.responsible, by, at),
    frequency: firstField(values.frequency, by, at),
    startOn: firstField(values.startOn, by, at),
    endOn: firstField(values.endOn, by, at),
    location: firstField(values.location, by, at),
    patientPart: firstField(values.patientPart, by, at),
    precautions: firstField(values.precautions, by, at),
    stopRule: firstField(values.stopRule, by, at),
    status: firstField(values.status, by, at),
  };
}

/** The fields of a new row. */
export function contingencyFields(
  values: ContingencyValues,
  { by, at }: FirstWriting,
): Fields<ContingencyValues> {
  return {
    condition: firstField(values.condition, by, at),
    action: firstField(values.action, by, at),
    call: firstField(values.call, by, at),
  };
}
