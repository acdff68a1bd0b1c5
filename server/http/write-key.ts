/** What every write with an `Idempotency-Key` has: how long the key may be, what it stands for, how often the write is tried. */
import { createHash } from 'node:crypto';

/** Longest `Idempotency-Key`. */
export const keyCharactersMax = 128;

/** How often a write that was overtaken is decided again before its author is asked to send it again. */
export const triesMax = 12;

/** What a write asks for. The schema has put its fields in an order of its own, whatever the order in which they came. */
export function digestOf(asked: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
