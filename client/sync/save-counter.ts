/**
 * Counts what this tab has changed in a section and what of it is on disk (message 100). The server's count starts
 * again with every connection; the first thing sent on one, our missing updates (sync step 2), covers every change
 * made before it.
 */
export class SaveCounter {
  #made = 0;
  #onDisk = 0;
  #acknowledged = 0;
  #isComplete = false;
  /** For each frame of this connection that is not on disk yet: how many changes it and those before it cover. */
  #inFlight: number[] = [];

  /** Changes made in this tab and not known to be on disk. */
  get unsaved(): number {
    return this.#made - this.#onDisk;
  }

  /** How many changes are made, and how many of them are on disk: what came first is on disk first. */
  get progress(): { readonly made: number; readonly onDisk: number } {
    return { made: this.#made, onDisk: this.#onDisk };
  }

  /** Whether our missing updates went out on this connection. Until then no update may: it could build on one of them. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether everything sent on this connection is on disk, and that is everything there is. */
  get isSettled(): boolean {
    return this.#isComplete && this.#inFlight.length === 0 && this.unsaved === 0;
  }

  /** Which changes a frame of this connection, counted from 1, was the first to bring; undefined when they are on disk, or it was none of ours. */
  changesOf(frame: number): { readonly after: number; readonly upTo: number } | undefined {
    const index = frame - 1 - this.#acknowledged;
    const upTo = this.#inFlight[index];
    if (index < 0 || upTo === undefined) return undefined;
    return { after: Math.max(this.#onDisk, this.#inFlight[index - 1] ?? 0), upTo };
  }

  changed(): void {
    this.#made += 1;
  }

  connected(): void {
    this.#acknowledged = 0;
    this.#inFlight = [];
    this.#isComplete = false;
  }

  sentMissingUpdates(): void {
    this.#isComplete = true;
    this.#inFlight.push(this.#made);
  }

  sentUpdate(): void {
    this.#inFlight.push(this.#made);
  }

  /** The server has this many frames of this connection on disk. */
  acknowledged(count: number): void {
    const confirmed = this.#inFlight.splice(0, count - this.#acknowledged);
    this.#acknowledged += confirmed.length;
    this.#onDisk = Math.max(this.#onDisk, ...confirmed);
  }
}
