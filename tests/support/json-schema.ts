/**
 * Checks a value against the part of JSON Schema 2020-12 that an API page of ours uses. A keyword that is not known
 * here is an error: nothing is passed over in silence.
 */
export function mismatches(schema: Schema, value: unknown, place = '$'): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string' && !typesOf(value).includes(type)) return [`${place}: no ${type}`];
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    const check = checks[keyword];
    if (check === undefined) return [`${place}: the keyword ${keyword} is not known`];
    return check(rule, value, { schema, place });
  });
}

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

interface Around {
  readonly schema: Schema;
  readonly place: string;
}

type Check = (rule: unknown, value: unknown, around: Around) => readonly string[];

const fine: Check = () => [];

/** A check that says what is wrong when it does not hold. */
function must(holds: (rule: never, value: never) => boolean, words: string): Check {
  return (rule, value, { place }) =>
    holds(rule as never, value as never) ? [] : [`${place}: ${words} ${JSON.stringify(rule)}`];
}

const checks: Readonly<Record<string, Check>> = {
  $schema: fine,
  format: fine,
  maximum: must((max: number, value: number) => value <= max, 'more than'),
  minimum: must((min: number, value: number) => value >= min, 'less than'),
  maxItems: must((max: number, value: unknown[]) => value.length <= max, 'longer than'),
  maxLength: must((max: number, value: string) => value.length <= max, 'longer than'),
  pattern: must((rule: string, value: string) => new RegExp(rule).test(value), 'not like'),
  enum: must((all: unknown[], value: unknown) => all.includes(value), 'none of'),
  const: must((one: unknown, value: unknown) => one === value, 'not'),
  type: fine,
  required: must(
    (names: string[], value: object) => names.every((name) => name in value),
    'lacks one of',
  ),
  properties: (rule, value, { place }) =>
    Object.entries(rule as Record<string, Schema>).flatMap(([name, schema]) =>
      name in (value as object)
        ? mismatches(schema, (value as Record<string, unknown>)[name], `${place}.${name}`)
        : [],
    ),
  additionalProperties: (rule, value, { schema, place }) => {
    const known = Object.keys(schema['properties'] ?? {});
    const others = Object.keys(value as object).filter((name) => !known.includes(name));
    return rule === false ? others.map((name) => `${place}: has ${name}`) : [];
  },
  propertyNames: fine,
  anyOf: oneFits,
  oneOf: oneFits,
  items: (rule, value, { place }) =>
    (value as unknown[]).flatMap((each, index) =>
      mismatches(rule as Schema, each, `${place}[${index}]`),
    ),
};

/** Of what fits none of them the nearest one says why. */
function oneFits(rule: unknown, value: unknown, { place }: Around): readonly string[] {
  const each = (rule as readonly Schema[]).map((schema) => mismatches(schema, value, place));
  return each.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

function typesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return ['array'];
  if (value === null) return ['null'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}
