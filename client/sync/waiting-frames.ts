/** Frames that may wait while someone composes a character; more are not worth the delay. */
const heldMax = 500;

/** What came for a document and has not been read yet, in its order. */
export class WaitingFrames {
  #frames: Uint8Array[] = [];
  #isHeld = false;

  /** Keeps everything from now on, or no longer. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  add(frame: Uint8Array): void {
    this.#frames.push(frame);
  }

  /** The next frame to read; undefined when none is there or all are held. */
  next(): Uint8Array | undefined {
    const isHeld = this.#isHeld && this.#frames.length < heldMax;
    return isHeld ? undefined : this.#frames.shift();
  }

  /** Forgets them: their conversation is over. */
  clear(): void {
    this.#frames = [];
  }
}
