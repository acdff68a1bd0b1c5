import { type Failure, type KeptNow, KeptWords } from './kept-words.ts';
import { type LiveDocument } from './live-document.ts';
import { type GivenUp, WrittenAgain } from './written-again.ts';

/** Whoever types nothing for so many milliseconds has ended their sentence. */
const pauseMs = 3_000;

/** What was written here in copies that are no longer there, and what is typed while there is none. */
export class OwnWords {
  readonly #kept = new KeptWords();
  readonly #again = new WrittenAgain(this.#kept);
  #typed = '';
  /** When words were kept last, in milliseconds since 1970. */
  #keptAt = 0;

  /** How many changes of it are not on disk. */
  get changes(): number {
    return this.#kept.changes + (this.#typed === '' ? 0 : 1);
  }

  /** How many changes are kept for their author. */
  get kept(): number {
    return this.#kept.changes;
  }

  /** All of it, for Copy. */
  get text(): string {
    return [this.#kept.text, this.#typed].filter(Boolean).join('\n');
  }

  /** Why the latest of what is kept was not saved; undefined while nothing is. */
  get failure(): Failure | undefined {
    return this.#kept.failure;
  }

  /** What is typed while no text is there: until that is there it counts as not saved. */
  typed(words: string): void {
    this.#typed = words;
  }

  /** Keeps it for its author: it has no sure place in the text that came. */
  keepTyped(): void {
    this.#kept.goOn(this.#typed);
    this.#typed = '';
    this.#keptAt = Date.now();
  }

  /** Keeps what its author goes on typing right after; false after a pause. */
  goOn(words: string): boolean {
    if (this.#kept.changes === 0 || Date.now() - this.#keptAt > pauseMs) return false;
    this.typed(words);
    this.keepTyped();
    return true;
  }

  /** Keeps what a copy held and was not saved. */
  setAside(document: LiveDocument | undefined, failure: Failure): void {
    if (document !== undefined) this.#kept.add(document.piece(failure));
    this.#keptAt = Date.now();
  }

  /** The same; what of it may be written again waits for {@link OwnWords.takeUp}. False when a fresh copy may not come by itself once more. */
  giveUp(document: LiveDocument, why: GivenUp): boolean {
    if (!this.#again.mayStartAfresh()) return false;
    this.#again.give(document, why);
    this.#keptAt = Date.now();
    return true;
  }

  /** Whether something waits to be written again. */
  get isWaiting(): boolean {
    return this.#again.isWaiting;
  }

  /** Writes it into a fresh copy, under `origin`. */
  takeUp(document: LiveDocument, origin: unknown): void {
    this.#again.writeInto(document, origin);
  }

  /** What is kept now; `letGo` lets go of this and of nothing that was kept since, and then calls `after`. */
  now(after: () => void): KeptNow {
    const { text, blockId, pieces } = this.#kept.now();
    const letGo = (): void => {
      this.#kept.letGoOf(pieces);
      after();
    };
    return { text, blockId, letGo };
  }

  /** Forgets what is kept. */
  letGo(): void {
    this.#kept.letGo();
  }
}
