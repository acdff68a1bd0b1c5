/** Walks over the values inside an update without building them, within bounds. Throws where Yjs or a reader would. */
import * as decoding from 'lib0/decoding';

import { limits } from './limits.ts';

/** Passes one lib0 "any" value. Throws for an unknown tag, too deep a nesting, or a key that would reach a prototype. */
export function skipValue(decoder: decoding.Decoder, depth = 0): void {
  if (depth > limits.valueDepthMax) throw new Error('A value is nested too deeply.');
  switch (127 - decoding.readUint8(decoder)) {
    case 0: // undefined
    case 1: // null
    case 6: // false
    case 7: // true
      return;
    case 2:
      decoding.readVarInt(decoder);
      return;
    case 3:
      decoding.readFloat32(decoder);
      return;
    case 4:
      decoding.readFloat64(decoder);
      return;
    case 5:
      decoding.readBigInt64(decoder);
      return;
    case 8:
      decoding.readVarString(decoder);
      return;
    case 9:
      skipObject(decoder, depth);
      return;
    case 10:
      for (let left = decoding.readVarUint(decoder); left > 0; left--)
        skipValue(decoder, depth + 1);
      return;
    default:
      throw new Error('A value is none that a section holds: bytes, or an unknown tag.');
  }
}

function skipObject(decoder: decoding.Decoder, depth: number): void {
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    if (decoding.readVarString(decoder) === '__proto__')
      throw new Error('A key reaches a prototype.');
    skipValue(decoder, depth + 1);
  }
}

/** Passes one JSON string. Throws when it does not parse or is nested too deeply. */
export function skipJson(decoder: decoding.Decoder): void {
  const text = decoding.readVarString(decoder);
  if (text === 'null' || text === 'true' || text === 'undefined') return;
  if (jsonDepth(text) > limits.valueDepthMax) throw new Error('A value is nested too deeply.');
  JSON.parse(text);
}

/** The deepest nesting of brackets outside strings; correct for valid JSON, an upper bound otherwise. */
function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInString && character === '\\') index++;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}
