/**
 * What the items of a plan give to the Now panel, beside what its text says (`shared/careplan/now.ts`):
 *
 *   contingency rows                        → calls
 *   precautions and stop rules of active
 *   interventions                           → precautions
 *
 * Struck items give nothing, and rows of which nobody has written when they hold give none.
 */
import { type CallRow, type NowRows, type Precaution } from '../now.ts';
import { type SectionKey } from '../section.ts';
import { type Contingency } from './contingency.ts';
import { type Intervention } from './intervention.ts';
import { type PlanItem } from './item.ts';

/** The rows that the items at home in one section give. Each names its item where a row of the text names its block. */
export function nowRowsOfItems(items: readonly PlanItem[], sectionKey: SectionKey): NowRows {
  const here = items.filter((item) => item.sectionKey === sectionKey && item.struck === undefined);
  return {
    calls: here.flatMap((item) => (item.kind === 'contingency' ? callOf(item) : [])),
    precautions: here.flatMap((item) => (item.kind === 'intervention' ? precautionsOf(item) : [])),
  };
}

function callOf({ id, fields }: Contingency): readonly CallRow[] {
  const [when, act, call] = [fields.condition, fields.action, fields.call].map(({ value }) =>
    value.trim(),
  );
  if (when === undefined || when === '') return [];
  return [{ when, ...(act ? { act } : {}), ...(call ? { call } : {}), blockId: id }];
}

function precautionsOf({ id, fields }: Intervention): readonly Precaution[] {
  if (fields.status.value !== 'active') return [];
  return [fields.precautions.value, fields.stopRule.value]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text, index) => ({ text, blockId: `${id} ${index}` }));
}
