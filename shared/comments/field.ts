import { type PersonId } from '../identity/person.ts';

/**
 * One field of a record that several people may write. A write names the version that it was based on. When
 * somebody else was faster, both values stay as candidates, nothing is chosen silently, until a named person decides.
 */
export interface Field<Value> {
  readonly value: Value;
  /** From 1; one more with every write. */
  readonly version: number;
  readonly by: PersonId;
  /** ISO 8601 instant. */
  readonly at: string;
  /** What others wrote from the same base, in order of arrival; absent when nothing is undecided. */
  readonly candidates?: readonly Candidate<Value>[];
}

/** A value that waits for somebody to decide. */
export interface Candidate<Value> {
  readonly value: Value;
  readonly by: PersonId;
  readonly at: string;
}

/** What a client sends to change a field. */
export interface FieldWrite<Value> {
  readonly value: Value;
  /** The version that the writer saw. */
  readonly baseVersion: number;
}

/** A field that has just been made. */
export function firstField<Value>(value: Value, by: PersonId, at: string): Field<Value> {
  return { value, version: 1, by, at };
}

/**
 * Writes a field. From the present version the value is simply replaced, and every candidate is decided by it. From
 * an older one the value joins the candidates, unless it is what stands there already.
 * @param isSame whether two values mean the same
 */
export function writeField<Value>(
  field: Field<Value>,
  write: FieldWrite<Value>,
  written: { readonly by: PersonId; readonly at: string },
  isSame: (one: Value, other: Value) => boolean,
): Field<Value> {
  const { value, baseVersion } = write;
  const { by, at } = written;
  const version = field.version + 1;
  if (baseVersion >= field.version) return { value, version, by, at };
  const candidates = field.candidates ?? [];
  if ([field, ...candidates].some((known) => isSame(known.value, value))) return field;
  return { ...field, version, candidates: [...candidates, { value, by, at }] };
}
