/** Writes updates struct by struct, also such as no Yjs would ever write. */
import { contentRefs } from '@alliance/server/core/content-scan';
import * as encoding from 'lib0/encoding';

/** A unit. */
export interface CraftedUnit {
  readonly client: number;
  readonly clock: number;
}

/** One struct. Without a parent and origins it stands in the root `body`. */
export interface CraftedStruct {
  readonly ref: keyof typeof contentRefs;
  readonly origin?: CraftedUnit;
  readonly rightOrigin?: CraftedUnit;
  readonly parent?: string | CraftedUnit;
  readonly key?: string;
  /** Of a string; the name of a mark; the JSON of an embed. */
  readonly text?: string;
  /** Of a mark: JSON. Of values: what lib0 calls "any". */
  readonly value?: unknown;
  /** Of a gap or of deleted content. */
  readonly length?: number;
  /** Of a type, with the name of an element or a hook in `text`. */
  readonly typeRef?: number;
}

/** One client's structs in a row. */
export interface CraftedSection {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly CraftedStruct[];
}

/** A range of deleted units. */
export interface CraftedDelete extends CraftedUnit {
  readonly length: number;
}

/** The bytes of an update of one section. */
export function craft(section: CraftedSection, deletes: readonly CraftedDelete[] = []): Uint8Array {
  return craftSections([section], deletes);
}

/** The bytes of an update of several sections; each delete stands for itself. */
export function craftSections(
  sections: readonly CraftedSection[],
  deletes: readonly CraftedDelete[] = [],
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sections.length);
  for (const { client, clock, structs } of sections) {
    for (const number of [structs.length, client, clock]) encoding.writeVarUint(encoder, number);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  encoding.writeVarUint(encoder, deletes.length);
  for (const { client, clock, length } of deletes) {
    for (const number of [client, 1, clock, length]) encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}

function writeStruct(encoder: encoding.Encoder, struct: CraftedStruct): void {
  const { ref, origin, rightOrigin, parent = 'body', key } = struct;
  if (ref === 'gc' || ref === 'skip') {
    encoding.writeUint8(encoder, contentRefs[ref]);
    encoding.writeVarUint(encoder, struct.length ?? 1);
    return;
  }
  const flags = (origin ? 128 : 0) + (rightOrigin ? 64 : 0) + (key === undefined ? 0 : 32);
  encoding.writeUint8(encoder, contentRefs[ref] + flags);
  for (const id of [origin, rightOrigin]) if (id) writeUnit(encoder, id);
  if (!origin && !rightOrigin) writeParent(encoder, parent, key);
  writeContent(encoder, struct);
}

function writeParent(
  encoder: encoding.Encoder,
  parent: string | CraftedUnit,
  key: string | undefined,
): void {
  encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
  if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
  else writeUnit(encoder, parent);
  if (key !== undefined) encoding.writeVarString(encoder, key);
}

function writeUnit(encoder: encoding.Encoder, { client, clock }: CraftedUnit): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}

function writeContent(encoder: encoding.Encoder, struct: CraftedStruct): void {
  const { ref, text = 'x', value = null, length = 1, typeRef = 3 } = struct;
  if (ref === 'deleted') encoding.writeVarUint(encoder, length);
  else if (ref === 'string' || ref === 'embed')
    encoding.writeVarString(encoder, ref === 'embed' ? JSON.stringify(value) : text);
  else if (ref === 'binary') encoding.writeVarUint8Array(encoder, new Uint8Array([1, 2]));
  else if (ref === 'format') {
    encoding.writeVarString(encoder, text);
    encoding.writeVarString(encoder, JSON.stringify(value));
  } else if (ref === 'type') {
    encoding.writeVarUint(encoder, typeRef);
    if (typeRef === 3 || typeRef === 5) encoding.writeVarString(encoder, text);
  } else if (ref === 'json') {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, JSON.stringify(value));
  } else if (ref === 'any') {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as encoding.AnyEncodable);
  } else {
    encoding.writeVarString(encoder, text);
    encoding.writeAny(encoder, {});
  }
}
