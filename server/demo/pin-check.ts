import { timingSafeEqual } from 'node:crypto';

import { Allowances } from '../core/allowances.ts';
import { type ProofCheck } from '../identity/proof-check.ts';
import { pinOfPerson } from './pins.ts';

const triesMax = 10;
const stretchMs = 60_000;
const keysMax = 10_000;

/** Proofs of the demo's personas: the PIN that their page shows. `now`: milliseconds since the epoch. */
export function createPinCheck(now: () => number): ProofCheck {
  const tries = new Allowances({ max: triesMax, stretchMs, keysMax });
  return {
    async confirm({ person }, proof) {
      if (!tries.take(person.id, now())) return tooOften;
      const pin = pinOfPerson(person.id);
      return pin !== undefined && isSame(pin, proof) ? undefined : wrong;
    },
  };
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

const wrong = {
  status: 403,
  code: 'forbidden',
  text: 'This is not your PIN, so nothing was changed. It stands on your page. Type it again.',
} as const;

const tooOften = {
  status: 429,
  code: 'throttled',
  text: 'This was typed too often. Nothing was changed. Wait a minute, then try again.',
} as const;
