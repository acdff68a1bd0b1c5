import { type FieldWrite, writeField } from '../../comments/field.ts';
import { undecidedMax } from '../../limits.ts';
import { type FirstWriting } from './first-fields.ts';
import { type FieldWrites } from './item-command.ts';
import { type Fields } from './item.ts';

/** The fields after some of them were written, each on the version that its writer saw (IT9, IT10). */
export function writeFields<Values>(
  fields: Fields<Values>,
  writes: FieldWrites<Values>,
  written: FirstWriting,
): Fields<Values> {
  let after = fields;
  for (const name in fields) {
    const write = writes[name];
    if (write !== undefined) after = withField(after, name, { write, written });
  }
  return after;
}

/** The values that are written, without the versions. */
export function writtenValues<Values>(
  fields: Fields<Values>,
  writes: FieldWrites<Values>,
): Partial<Values> {
  const values: Partial<Values> = {};
  for (const name in fields) {
    const write = writes[name];
    if (write !== undefined) values[name] = write.value;
  }
  return values;
}

/** Whether one of the fields has more values beside its own than somebody could decide (IT11). */
export function areOverfull<Values>(fields: Fields<Values>): boolean {
  for (const name in fields) if ((fields[name].candidates ?? []).length > undecidedMax) return true;
  return false;
}

function withField<Values, Name extends keyof Values>(
  fields: Fields<Values>,
  name: Name,
  given: { readonly write: FieldWrite<Values[Name]>; readonly written: FirstWriting },
): Fields<Values> {
  const { write, written } = given;
  const field = fields[name];
  // Nobody has seen a version that is still to come: who names one decides nothing.
  const baseVersion = write.baseVersion > field.version ? 0 : write.baseVersion;
  const next = writeField(field, { value: write.value, baseVersion }, written, isSame);
  return { ...fields, [name]: next };
}

/** Values are texts, numbers, nothing, and timings: the schema has put the keys of those in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
