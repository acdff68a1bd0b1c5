/**
 * What values may stand in a section's document: those of attributes and marks by the types of the schema, those of
 * chips by their shape. A value of the right type and out of range passes: readers bring it into its range (ED5).
 * Nothing here knows Yjs objects or bytes.
 */
import { safeHref } from '../editor/link.ts';
import { type AttributeSpec, marks, nodes } from '../editor/schema.ts';
import {
  addressCharactersMax,
  attributeCharactersMax,
  chipKeyCharactersMax,
  supersededMax,
} from '../limits.ts';

type Specs = Readonly<Record<string, AttributeSpec>>;

/** Whether an attribute of an element may have this value: it has the attribute's type, or stands for "not written" where the schema knows that. */
export function allowsAttribute(element: string, name: string, value: unknown): boolean {
  const specs: Readonly<Record<string, { readonly attributes: Specs }>> = nodes;
  const spec = Object.hasOwn(specs, element) ? specs[element]?.attributes : undefined;
  return spec !== undefined && hasType(spec, name, value);
}

/** Whether a mark may begin with this value: its attributes, or `true` for none. `null` ends a mark. A link leads only where links may lead. */
export function allowsMark(name: string, value: unknown): boolean {
  if (value === null || value === true) return true;
  const specs: Readonly<Record<string, { readonly attributes: Specs }>> = marks;
  const spec = Object.hasOwn(specs, name) ? specs[name]?.attributes : undefined;
  if (spec === undefined || !isRecord(value)) return false;
  return Object.entries(value).every(([key, each]) =>
    key === 'href' ? isAddress(each) : hasType(spec, key, each),
  );
}

/** Whether a chip may have this value under this key: `<chipId>/<writeId>` → what it shows, and the writes that it replaces. */
export function allowsChip(key: string, value: unknown): boolean {
  if (!/^[^/]+\/[^/]+$/.test(key) || !isRecord(value)) return false;
  const { value: shown, unit = null, supersedes, ...others } = value;
  return (
    Object.keys(others).length === 0 &&
    isPlain(shown) &&
    (unit === null || isText(unit, attributeCharactersMax)) &&
    isListOfKeys(supersedes)
  );
}

function hasType(specs: Specs, name: string, value: unknown): boolean {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec === undefined) return false;
  if (value === null) return spec.default === null;
  return typeof value === spec.type && isPlain(value);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value === 'boolean' || isText(value, attributeCharactersMax);
}

function isAddress(value: unknown): boolean {
  return isText(value, addressCharactersMax) && safeHref(value) !== undefined;
}

function isListOfKeys(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > supersededMax) return false;
  return value.every((each) => isText(each, chipKeyCharactersMax));
}

function isText(value: unknown, charactersMax: number): boolean {
  return typeof value === 'string' && value.length <= charactersMax;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
