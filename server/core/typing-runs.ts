import { type Keystroke } from './keystroke.ts';
/**
 * Where each client wrote last, and between which neighbours: whoever types on there needs no look at the document.
 *
 * A run begins with one plain string that the inspector has judged against the whole document. It goes on with letters
 * of the same client, with the next clock, right behind the last letter and before the same right neighbour. That they
 * stand in a text, and plainly (IN21), follows: what stands between the last letter and the neighbour was unknown to
 * the author when the run began, or came later, and no letter of the author's own can be there, because the last one
 * is their newest.
 */
import { limits } from './limits.ts';

/** The place behind the last letter of a client. */
export interface TypingPlace {
  readonly client: number;
  /** The clock that the next letter has. */
  readonly clock: number;
  /** What stands to the right; -1 and -1 at the end of a text. */
  readonly rightClient: number;
  readonly rightClock: number;
}

interface Run {
  clock: number;
  readonly rightClient: number;
  readonly rightClock: number;
}

/** The runs of typing in one document. */
export class TypingRuns {
  readonly #runs = new Map<number, Run>();

  /** Begins a run, in place of the client's last one. The oldest are forgotten. */
  begin({ client, clock, rightClient, rightClock }: TypingPlace): void {
    this.#runs.delete(client);
    this.#runs.set(client, { clock, rightClient, rightClock });
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size <= limits.typingRunsMax) return;
      this.#runs.delete(oldest);
    }
  }

  /** Whether letters go on where their client wrote last. */
  isNext({ client, clock, rightClient, rightClock }: Keystroke): boolean {
    const run = this.#runs.get(client);
    return (
      run !== undefined &&
      run.clock === clock &&
      run.rightClient === rightClient &&
      run.rightClock === rightClock
    );
  }

  /** Letters for which {@link isNext} holds were taken. */
  goOn({ client, length }: Keystroke): void {
    const run = this.#runs.get(client);
    if (run !== undefined) run.clock += length;
  }

  /** The client wrote something else. */
  end(client: number): void {
    this.#runs.delete(client);
  }
}
