/**
 * Bounds what waits in memory towards readers who do not keep up: each of them for itself (`Connection`), and here all
 * sockets of one session and all there are. A socket that is cut comes again and loads anew what it missed.
 */
import { limits } from './limits.ts';

/** A socket towards which something may wait. */
export interface SlowReader {
  /** Whose it is. */
  readonly sessionRef: string;
  /** What waits in memory now. */
  readonly backlogBytes: number;
  /** Lets go of it and of all that waits. */
  cut(): void;
}

/** The sockets towards which something waits. */
export class Backlog {
  readonly #slow = new Set<SlowReader>();
  #sinceLastLook = 0;

  /** Something was written to a socket that had more to send than it could. */
  note(reader: SlowReader, bytes: number): void {
    this.#slow.add(reader);
    this.#sinceLastLook += bytes;
    if (this.#sinceLastLook < limits.backlogLookBytes) return;
    this.#sinceLastLook = 0;
    this.#look();
  }

  #look(): void {
    for (const one of this.#slow) if (one.backlogBytes === 0) this.#slow.delete(one);
    const ofSession = Map.groupBy(this.#slow, ({ sessionRef }) => sessionRef);
    for (const sockets of ofSession.values()) this.#cut(sockets, limits.sessionBacklogBytesMax);
    this.#cut([...this.#slow], limits.wholeBacklogBytesMax);
  }

  /** Cuts those towards which most waits until the rest is little enough. */
  #cut(sockets: readonly SlowReader[], bytesMax: number): void {
    let bytes = sockets.reduce((sum, one) => sum + one.backlogBytes, 0);
    if (bytes <= bytesMax) return;
    for (const one of sockets.toSorted((a, b) => b.backlogBytes - a.backlogBytes)) {
      if (bytes <= bytesMax) return;
      bytes -= one.backlogBytes;
      one.cut();
      this.#slow.delete(one);
    }
  }
}
