import { type Hit } from './page-hits.ts';
import { showHit } from './show-hit.ts';

/** For so long what comes late above a place, as cards do, does not push it out of the window. */
const keptMs = 4_000;

/** Brings a place into the window, and keeps it there while what is above it still grows, until somebody scrolls. */
export class KeptInSight {
  #until = 0;

  show(hit: Hit | undefined): void {
    this.#until = performance.now() + keptMs;
    showHit(hit);
  }

  /** Something on the page has changed. */
  keep(hit: Hit | undefined): void {
    if (performance.now() < this.#until) showHit(hit);
  }

  /** Lets go as soon as somebody scrolls or points, until the returned function is called. */
  watch(): () => void {
    const letGo = (): void => {
      this.#until = 0;
    };
    const listening = { capture: true, passive: true } as const;
    const signs = ['wheel', 'touchmove', 'pointerdown'] as const;
    for (const sign of signs) window.addEventListener(sign, letGo, listening);
    return () => {
      for (const sign of signs) window.removeEventListener(sign, letGo, listening);
    };
  }
}
