/**
 * Reads the values of a struct out of an update and asks whether they may stand where it stands (IN20). The scan has
 * been over these bytes: they are whole, and no deeper than its limits.
 */
import { type Container } from '@alliance/shared/access/content-policy';
import { allowsAttribute, allowsChip, allowsMark } from '@alliance/shared/access/value-policy';
import * as decoding from 'lib0/decoding';

import { contentRefs } from './content-scan.ts';
import { type ScannedStruct } from './update-scan.ts';

/** Whether every value of a struct may stand in this place. What brings no values may. */
export function allowsValues(
  bytes: Uint8Array,
  struct: ScannedStruct,
  { container, key }: { readonly container: Container; readonly key: string | null },
): boolean {
  if (struct.ref === contentRefs.format) return allowsMark(struct.name, markIn(bytes, struct));
  if (struct.ref !== contentRefs.any || key === null) return true;
  return valuesIn(bytes, struct).every((value) =>
    container.kind === 'element'
      ? allowsAttribute(container.name, key, value)
      : allowsChip(key, value),
  );
}

function markIn(bytes: Uint8Array, { valuesAt }: ScannedStruct): unknown {
  const text = decoding.readVarString(decoderAt(bytes, valuesAt));
  if (text === 'null') return null;
  const value: unknown = text === 'undefined' ? undefined : JSON.parse(text);
  return value;
}

/** More than one only where a client kept deleted values and Yjs joined them. */
function valuesIn(bytes: Uint8Array, { valuesAt, length }: ScannedStruct): readonly unknown[] {
  const decoder = decoderAt(bytes, valuesAt);
  return Array.from({ length }, (): unknown => decoding.readAny(decoder));
}

function decoderAt(bytes: Uint8Array, position: number): decoding.Decoder {
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = position;
  return decoder;
}
