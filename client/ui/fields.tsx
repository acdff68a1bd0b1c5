/** What forms are made of: one labelled control each, with help above it and what is wrong with it below, both read out with it. */
import { type JSX, type ReactNode, useId } from 'react';

import styles from './fields.module.css';

/** What every control has. */
export interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong with the present value; undefined while nothing is. */
  readonly trouble?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function TextField({
  type = 'text',
  isRequired,
  autoComplete = 'off',
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'date' | 'datetime-local' | 'email' | 'password' | 'number';
  readonly isRequired?: boolean;
  readonly autoComplete?: string;
}): JSX.Element {
  const { id, described, around } = useField(field);
  return around(
    <input
      id={id}
      type={type}
      className={styles['box']}
      value={field.value}
      autoComplete={autoComplete}
      aria-required={isRequired}
      {...described}
      onChange={({ target }) => field.onChange(target.value)}
    />,
  );
}

/** Several lines of text. */
export function TextAreaField({
  rows = 2,
  isRequired,
  ...field
}: FieldProps & { readonly rows?: number; readonly isRequired?: boolean }): JSX.Element {
  const { id, described, around } = useField(field);
  return around(
    <textarea
      id={id}
      rows={rows}
      className={styles['box']}
      value={field.value}
      aria-required={isRequired}
      {...described}
      onChange={({ target }) => field.onChange(target.value)}
    />,
  );
}

/** One of a few. */
export function SelectField({
  options,
  ...field
}: FieldProps & {
  readonly options: readonly (readonly [value: string, words: string])[];
}): JSX.Element {
  const { id, described, around } = useField(field);
  return around(
    <select
      id={id}
      className={styles['box']}
      value={field.value}
      {...described}
      onChange={({ target }) => field.onChange(target.value)}
    >
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>,
  );
}

/** Yes or no. */
export function TickField({
  label,
  isTicked,
  onChange,
}: {
  readonly label: ReactNode;
  readonly isTicked: boolean;
  readonly onChange: (isTicked: boolean) => void;
}): JSX.Element {
  return (
    <label className={styles['tick']}>
      <input
        type="checkbox"
        checked={isTicked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** One of a few that are all seen. */
export function ChoiceField<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: ReactNode;
  readonly value: Value | undefined;
  readonly options: readonly (readonly [value: Value, words: ReactNode])[];
  readonly onChange: (value: Value) => void;
}): JSX.Element {
  const name = useId();
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      {options.map(([each, words]) => (
        <label key={each} className={styles['tick']}>
          <input
            type="radio"
            name={name}
            checked={each === value}
            onChange={() => onChange(each)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

function useField({ label, help, trouble }: Omit<FieldProps, 'value' | 'onChange'>): {
  readonly id: string;
  readonly described: {
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean | undefined;
  };
  readonly around: (control: ReactNode) => JSX.Element;
} {
  const id = useId();
  const helpId = help === undefined ? undefined : `${id}-help`;
  const troubleId = trouble === undefined ? undefined : `${id}-trouble`;
  const ids = [helpId, troubleId].filter((each) => each !== undefined).join(' ');
  return {
    id,
    described: {
      'aria-describedby': ids === '' ? undefined : ids,
      'aria-invalid': trouble === undefined ? undefined : true,
    },
    around: (control) => (
      <div className={styles['field']}>
        <label className={styles['label']} htmlFor={id}>
          {label}
        </label>
        {help === undefined ? null : (
          <p id={helpId} className={styles['help']}>
            {help}
          </p>
        )}
        {control}
        {trouble === undefined ? null : (
          <p id={troubleId} className={styles['trouble']}>
            {trouble}
          </p>
        )}
      </div>
    ),
  };
}
