import { itemTextMax } from '@alliance/shared/limits';
import { type JSX, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

import { SelectField, TextAreaField, TextField } from '../../../ui/fields.tsx';
import { useFieldName } from '../item-words.ts';
import { type Items } from '../items-context.ts';
import { endsTooEarly, isTooLong } from './form-troubles.ts';
import { type ItemForm } from './use-item-form.ts';

/** What the boxes of a form need. */
export interface BoxesProps {
  readonly items: Items;
  readonly form: ItemForm;
}

/** One field of an item as a box: a line, several lines, a day, or one of a few. */
export function Box({
  form,
  name,
  kind = 'line',
  options,
  isNeeded = false,
  width = 6,
}: Omit<BoxesProps, 'items'> & {
  readonly name: string;
  readonly kind?: 'line' | 'lines' | 'date';
  /** What can be chosen. */
  readonly options?: readonly (readonly [string, string])[];
  /** One of the options stands there always. */
  readonly isNeeded?: boolean;
  /** How many sixths of the form's width. */
  readonly width?: 2 | 3 | 6;
}): JSX.Element {
  const t = useTranslations('items');
  const label = useFieldName()(name);
  const help = useHelp(name);
  const shared = {
    label,
    value: form.read(name),
    onChange: (text: string) => form.write(name, text),
    ...(help === undefined ? {} : { help }),
    trouble: useTrouble(form, name),
  };
  return (
    <div data-width={width} data-field={name}>
      {options !== undefined ? (
        <SelectField {...shared} options={isNeeded ? options : [['', t('none')], ...options]} />
      ) : kind === 'lines' ? (
        <TextAreaField {...shared} />
      ) : (
        <TextField {...shared} type={kind === 'date' ? 'date' : 'text'} />
      )}
    </div>
  );
}

/** What is wrong with a box, or what its writer should know before it is sent. */
function useTrouble(form: ItemForm, name: string): string | undefined {
  const t = useTranslations('items.form');
  if (isTooLong(form.read(name))) return t('tooLong', { max: itemTextMax });
  if (endsTooEarly(form, name)) return t('endBeforeStart');
  return form.isOvertaken(name) ? t('changedMeanwhile') : undefined;
}

function useHelp(name: string): ReactNode | undefined {
  const t = useTranslations('items.help');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- asked of the catalogue itself
  const key = name as 'statement';
  return t.has(key) ? t(key) : undefined;
}
