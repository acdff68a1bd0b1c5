/** What somebody with bad intentions, and a seat of their own, does to a server. */
import { type Attacker } from './attacker.ts';

/** One kind of bad input. */
export interface HostileCase {
  /** What is done, as the table calls it. */
  readonly name: string;
  /** With which close codes this server may end it; 0: it may stay open, or was no WebSocket yet. */
  readonly allowed: readonly number[];
  /** Does it. Resolves when all of it is sent and answered. */
  attack(attacker: Attacker): Promise<void>;
}
