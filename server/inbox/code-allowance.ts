import { type PersonId } from '@alliance/shared/identity/person';

import { Allowance } from '../core/allowance.ts';
import { Allowances } from '../core/allowances.ts';

const stretchMs = 60 * 60_000;
const keysMax = 10_000;
const perPersonMax = 10;
const perAddressMax = 6;
const inAllMax = 300;
const atATimeMax = 5;

/**
 * How often codes can be asked for (IB17). What could not be delivered counts too: otherwise the mail server could be
 * asked without limit which addresses exist, or all people together could fill one foreign mailbox.
 */
export class CodeAllowance {
  readonly #perPerson = new Allowances({ max: perPersonMax, stretchMs, keysMax });
  readonly #perAddress = new Allowances({ max: perAddressMax, stretchMs, keysMax });
  readonly #inAll = new Allowance(inAllMax, stretchMs);
  #underWay = 0;

  /** Runs `send` if there is one left in this hour; undefined when there is not. `now`: milliseconds since the epoch. */
  async spend<Result>(
    asked: { readonly personId: PersonId; readonly address: string; readonly now: number },
    send: () => Promise<Result>,
  ): Promise<Result | undefined> {
    if (!this.#take(asked)) return undefined;
    this.#underWay++;
    try {
      return await send();
    } finally {
      this.#underWay--;
    }
  }

  /** Whoever has used up their own takes nothing from the others. */
  #take({
    personId,
    address,
    now,
  }: {
    readonly personId: PersonId;
    readonly address: string;
    readonly now: number;
  }): boolean {
    return (
      this.#perPerson.take(personId, now) &&
      this.#underWay < atATimeMax &&
      this.#perAddress.take(mailboxOf(address), now) &&
      this.#inAll.take(now)
    );
  }
}

/** Two spellings of one mailbox count as one: case, and what stands behind a "+". */
function mailboxOf(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}
