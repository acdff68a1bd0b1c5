/** What somebody may expect of the server: whoever keeps to the rules is turned away for good only for a right that they have not. */
import { closeCodes } from '@alliance/shared/sync/close-code';

import { type GuestOptions } from './guest-options.ts';
import { Violation } from './violation.ts';

/** What one person believes of their conversation. */
export class Expectation {
  readonly #options: GuestOptions;
  /** Since when they believe in the right that their copy was made with. */
  #believesSince = 0;
  /** When this conversation was asked for. */
  #askedAt = 0;
  /** Whether what they wrote stands where plain Yjs would show it differently on two copies (IN21). */
  #isOddlyRefused = false;

  constructor(options: GuestOptions) {
    this.#options = options;
  }

  /** They ask for a conversation; without a copy they also ask anew what they may do. */
  asks(hasCopy: boolean): void {
    this.#askedAt = this.#options.moment();
    if (!hasCopy) this.#believesSince = this.#askedAt;
    this.#isOddlyRefused = false;
  }

  /** Their words are refused. */
  refused(rule: string | undefined): void {
    this.#isOddlyRefused = rule === 'IN19';
    if (this.#isOddlyRefused && this.#options.isHonest) this.#options.witness.oddRefusals++;
  }

  /** Their conversation is over. */
  ended(code: number, reason: string, believedInEdit: boolean): void {
    const { isHonest, title } = this.#options;
    if (!isHonest || this.#isFine(code, reason, believedInEdit)) return;
    throw new Violation('SM7', `${title} keeps to the rules and hears ${reason} (${code})`);
  }

  #isFine(code: number, reason: string, believedInEdit: boolean): boolean {
    if (code === closeCodes.signedOut || this.#isOddlyRefused) return true;
    if (code === closeCodes.tryAgain) return reason !== 'damaged' && reason !== 'restored';
    const isTaken = code === closeCodes.refused || code === closeCodes.notFound;
    return isTaken && this.#hasLost(believedInEdit ? 'edit' : 'read');
  }

  #hasLost(believedIn: 'edit' | 'read'): boolean {
    const { lastWithout } = this.#options;
    return lastWithout(believedIn) >= this.#believesSince || lastWithout('lost') >= this.#askedAt;
  }
}
