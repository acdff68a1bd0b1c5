/**
 * What a Yjs document consists of, unit by unit, in a form that two documents share exactly when a reader cannot tell
 * them apart, now or after any further edit: the same units with the same origins and content, the same deletes, the
 * same order, the same formatting in effect.
 *
 *   clients   client, number of units, then runs of living units: where each stands, and what it holds
 *   types     children in the order read, with the attributes in effect; map entries by key
 *
 * How Yjs has split, merged or collected the units does not show. A format mark shows by its effect: whether a mark
 * without effect has been cleaned away yet differs between honest peers. The order does show: hostile origins can make
 * a replayed and a reloaded document read differently although they hold the same units.
 */
/* oxlint-disable no-underscore-dangle -- Yjs gives its lists only under such names */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** The description, or undefined while the document waits for units that it has not seen. */
export function describeUnits(doc: Y.Doc): Uint8Array | undefined {
  const { store } = doc;
  if (store.pendingStructs !== null || store.pendingDs !== null) return undefined;
  const encoder = encoding.createEncoder();
  for (const [client, structs] of [...store.clients].toSorted(([one], [other]) => one - other)) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, Y.getState(store, client));
    describeRuns(encoder, structs);
  }
  describeTypes(encoder, doc);
  return encoding.toUint8Array(encoder);
}

type AnyType = Parameters<typeof Y.findRootTypeKey>[0];

/** Units of one client in a row, each of which was written right after the one before. */
interface Run {
  readonly first: Y.Item;
  last: Y.Item;
  readonly text: string[];
  readonly values: Uint8Array[];
}

function describeRuns(encoder: encoding.Encoder, structs: readonly (Y.Item | Y.GC)[]): void {
  let run: Run | undefined;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || struct.deleted) continue;
    if (struct.content instanceof Y.ContentFormat) continue;
    if (run === undefined || !continues(run, struct)) {
      writeRun(encoder, run);
      run = { first: struct, last: struct, text: [], values: [] };
    }
    run.last = struct;
    if (struct.content instanceof Y.ContentString) run.text.push(struct.content.str);
    else run.values.push(...valuesOf(struct));
  }
  writeRun(encoder, run);
  encoding.writeVarUint(encoder, 0);
}

function continues({ first, last }: Run, item: Y.Item): boolean {
  return (
    item.id.clock === last.id.clock + last.length &&
    Y.compareIDs(item.origin, last.lastId) &&
    Y.compareIDs(item.rightOrigin, first.rightOrigin) &&
    item.content.constructor === first.content.constructor
  );
}

function writeRun(encoder: encoding.Encoder, run: Run | undefined): void {
  if (run === undefined) return;
  const { first, last, text, values } = run;
  encoding.writeVarUint(encoder, last.id.clock + last.length - first.id.clock);
  encoding.writeVarUint(encoder, first.id.clock);
  writeId(encoder, first.origin);
  writeId(encoder, first.rightOrigin);
  encoding.writeVarString(encoder, parentOf(first));
  encoding.writeVarString(encoder, first.parentSub ?? '');
  encoding.writeVarString(encoder, text.join(''));
  for (const value of values) encoding.writeVarUint8Array(encoder, value);
}

function writeId(encoder: encoding.Encoder, id: Y.ID | null): void {
  encoding.writeVarString(encoder, id === null ? '' : `${id.client}:${id.clock}`);
}

function parentOf({ parent }: Y.Item): string {
  return parent instanceof Y.AbstractType ? nameOf(parent) : '';
}

function nameOf(type: AnyType): string {
  const item = type._item;
  return item === null ? `/${Y.findRootTypeKey(type)}` : `${item.id.client}:${item.id.clock}`;
}

/** One encoded value per unit. */
function valuesOf({ content }: Y.Item): Uint8Array[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) {
    return content.getContent().map((value) => {
      const encoder = encoding.createEncoder();
      encoding.writeAny(encoder, value);
      return encoding.toUint8Array(encoder);
    });
  }
  const encoder = new Y.UpdateEncoderV1();
  encoder.writeInfo(content.getRef());
  content.write(encoder, 0);
  return [encoder.toUint8Array()];
}

function describeTypes(encoder: encoding.Encoder, doc: Y.Doc): void {
  const waiting = [...doc.share]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, type]) => type);
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    encoding.writeVarString(encoder, nameOf(type));
    waiting.push(...describeChildren(encoder, type), ...describeEntries(encoder, type));
  }
}

/** Writes the children of a type in order and returns those that are types themselves. */
function describeChildren(encoder: encoding.Encoder, type: AnyType): AnyType[] {
  const nested: AnyType[] = [];
  const attributes = new Map<string, unknown>();
  let expected = '';
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      apply(attributes, item.content);
      continue;
    }
    if (item.content instanceof Y.ContentType) nested.push(item.content.type);
    const inEffect = JSON.stringify(
      [...attributes].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
    const place = `${item.id.client}:${item.id.clock} ${inEffect}`;
    if (place !== expected) encoding.writeVarString(encoder, place);
    expected = `${item.id.client}:${item.id.clock + item.length} ${inEffect}`;
  }
  encoding.writeVarString(encoder, '');
  return nested;
}

function apply(attributes: Map<string, unknown>, { key, value }: Y.ContentFormat): void {
  if (value === null) attributes.delete(key);
  else attributes.set(key, value);
}

/** Writes the entries of a map, or the attributes of an element, and returns those that are types themselves. */
function describeEntries(encoder: encoding.Encoder, type: AnyType): AnyType[] {
  const nested: AnyType[] = [];
  for (const [key, item] of [...type._map].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (item.deleted) continue;
    encoding.writeVarString(encoder, `${key} ${item.id.client}:${item.id.clock}`);
    if (item.content instanceof Y.ContentType) nested.push(item.content.type);
  }
  encoding.writeVarString(encoder, '');
  return nested;
}
