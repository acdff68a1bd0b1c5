/**
 * Tells from its bytes whether a row of the log can have to do with a merge check at all (MC9). Nearly no row can: who
 * types letters where nobody has taken anything away leaves nothing to compare.
 */
import { readKeystroke } from './keystroke.ts';
import { rowFormats } from './row-format.ts';
import { scanUpdate } from './update-scan.ts';

/** A row as it is read to be told. */
export interface ScannedRow {
  readonly payload: Uint8Array;
  readonly format: string;
}

/** Whether a row moves, takes away or counts: everything but letters that are typed or taken back one by one. */
export function mayMeet({ payload, format }: ScannedRow): boolean {
  if (format !== rowFormats.update) return true;
  const keystroke = readKeystroke(payload);
  // The letters stand before the last byte.
  if (keystroke !== undefined) return hasDigit(payload, payload.length - 1 - keystroke.length);
  const scanned = scanUpdate(payload);
  if (scanned === undefined) return true;
  const units = scanned.deletes.reduce((sum, { length }) => sum + length, 0);
  const structs = [...scanned.sections.values()].reduce((sum, each) => sum + each.length, 0);
  return units > 1 || structs > 1 || (structs > 0 && hasDigit(payload, 0));
}

/** Whether a byte from here on can be a digit. */
function hasDigit(bytes: Uint8Array, from: number): boolean {
  for (let at = Math.max(0, from); at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) return true;
  }
  return false;
}
