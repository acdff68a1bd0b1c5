import { createHash } from 'node:crypto';

import { canonicalJson } from '@alliance/shared/alliance/canonical-json';
import { type CharterContent } from '@alliance/shared/alliance/charter';

/** What a signature binds to: SHA-256, in hex, of the canonical JSON of a charter's content. */
export function charterHash(content: CharterContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
