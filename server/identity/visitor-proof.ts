import { Allowances } from '../core/allowances.ts';
import { ownTries } from './limits.ts';
import { type ProofCheck } from './proof-check.ts';
import { type SignInDesk } from './sign-in-desk.ts';

/** What proofs are checked with. */
export interface VisitorProofSettings {
  readonly desk: Pick<SignInDesk, 'confirm'>;
  /** Proofs of the people of the demonstration. */
  readonly personas: ProofCheck;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Proofs of every visitor: the password where there is an account, the PIN in the demonstration. */
export function createVisitorProof({ desk, personas, now }: VisitorProofSettings): ProofCheck {
  const own = new Allowances(ownTries);
  return {
    async confirm(visitor, proof) {
      const { session, person } = visitor;
      if (session.kind !== 'account') return await personas.confirm(visitor, proof);
      return await desk.confirm(person.id, proof, () => own.take(session.ref, now()));
    },
  };
}
