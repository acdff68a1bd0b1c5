import { type PersonId } from '@alliance/shared/identity/person';

import { limits } from '../core/limits.ts';

/** Whose list of what needs them may have changed: gathered for a short while and told together, each person once (PR13). */
export class InboxNews {
  readonly #waiting = new Set<PersonId>();
  readonly #tell: (personIds: ReadonlySet<PersonId>) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (personIds: ReadonlySet<PersonId>) => void) {
    this.#tell = tell;
  }

  /** These people are told soon. */
  add(personIds: ReadonlySet<PersonId>): void {
    for (const personId of personIds) this.#waiting.add(personId);
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => this.#tellAll(), limits.inboxMs);
  }

  /** Nobody is told any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #tellAll(): void {
    this.#timer = undefined;
    const personIds = new Set(this.#waiting);
    this.#waiting.clear();
    this.#tell(personIds);
  }
}
