import { createHash } from 'node:crypto';

/**
 * A UUID that is the same in every demo, so that a reset leaves addresses and sessions valid. It is a digest
 * (UUID version 8, RFC 9562): the name it is made from cannot be read in it.
 */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`alliance demo ${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return groups.join('-');
}
