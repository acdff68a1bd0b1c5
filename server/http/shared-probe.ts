import { probeMsKept } from './limits.ts';

/**
 * Says whether a write would succeed now. A probe writes to the disk and anybody may ask, so all who ask at once share
 * one probe, and its answer stands for a second.
 */
export function shareProbe(probe: () => Promise<void>, now: () => number): () => Promise<boolean> {
  let last: { readonly answer: Promise<boolean>; endedAt: number } | undefined;

  function ask(): Promise<boolean> {
    const answer = probe().then(
      () => true,
      () => false,
    );
    const asked = { answer, endedAt: Infinity };
    void answer.then(() => (asked.endedAt = now()));
    last = asked;
    return answer;
  }

  return () => (last !== undefined && isFresh(now() - last.endedAt) ? last.answer : ask());
}

/** Minus infinity while the probe is on its way; a clock that was set back makes no answer young again. */
function isFresh(age: number): boolean {
  return age === -Infinity || (age >= 0 && age < probeMsKept);
}
