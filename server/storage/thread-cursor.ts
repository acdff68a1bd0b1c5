/**
 * Cursors of threads. Inside is the number of the last change in this world; outside is nothing: a number that moves
 * would tell a reader how much is written where they may not read. The seal is the world's own, so a cursor of another
 * world, or one that somebody made up, does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const numberBytes = 8;
const tagBytes = 16;

/** A new secret for a new world, 32 bytes. */
export function newCursorSecret(): Uint8Array {
  return randomBytes(32);
}

/** The cursor for "everything up to this change": 48 characters that may stand in a URL, never the same twice. */
export function sealCursor(secret: Uint8Array, change: number): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, secret, nonce);
  const number = Buffer.alloc(numberBytes);
  number.writeBigUInt64BE(BigInt(change));
  const sealed = [cipher.update(number), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([nonce, ...sealed]).toString('base64url');
}

/** The change that a cursor names; undefined when it was not sealed with this secret. */
export function openCursor(secret: Uint8Array, cursor: string): number | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length !== nonceBytes + numberBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, secret, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const number = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return Number(number.readBigUInt64BE());
}
