import { type Problem } from '../http/problem.ts';
import { type Visitor } from '../sync/ports.ts';

/** Asks for a fresh proof that whoever is signed in is still the one who sits there: before a signature, to unlock, to change how they sign in. */
export interface ProofCheck {
  /**
   * Nothing when what was typed just now is the password of the visitor's account, or the PIN of their persona in the
   * demo; otherwise why not, in plain words. Wrong ones are counted and make the next ones wait.
   */
  confirm(visitor: Visitor, proof: string): Promise<Problem | undefined>;
}
