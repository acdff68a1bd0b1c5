import { itemTextMax } from '@alliance/shared/limits';

import { isClear, readBoxes } from './form-values.ts';
import { type ItemForm } from './use-item-form.ts';

/** Whether the text of a box is longer than a field can be. */
export function isTooLong(text: string): boolean {
  return text.trim().length > itemTextMax;
}

/** Whether a box holds an end that comes before its beginning. */
export function endsTooEarly(form: ItemForm, name: string): boolean {
  if (name !== 'dueOn' && name !== 'endOn') return false;
  const [start, end] = [form.read('startOn'), form.read(name)];
  return start !== '' && end !== '' && end < start;
}

/** Whether what stands in a form can be sent. */
export function isReady(form: ItemForm): boolean {
  return (
    isClear(readBoxes(form.read('frequency'))) &&
    !Object.values(form.changed()).some((value) => typeof value === 'string' && isTooLong(value)) &&
    !endsTooEarly(form, 'dueOn') &&
    !endsTooEarly(form, 'endOn')
  );
}
