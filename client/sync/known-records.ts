import { ServerRefusal } from '../ui/server-refusal.ts';
import { waitMsAfter } from './retry-wait.ts';
import { type Source, type Store, createSource } from './store.ts';

/**
 * Whether records are known. `loading`: the first answer is awaited. `failed`: it did not come, and is asked for again
 * by itself. `closed`: the reader may not see the plan any more, or is signed out. `loaded`: they are known.
 */
export type Loading = 'loading' | 'failed' | 'closed' | 'loaded';

/** What records have, whatever they are. */
export interface KnownRecord {
  readonly id: string;
  readonly version: number;
}

/** The answer to a question about records. */
export interface RecordsAnswer<Kind> {
  /** Opaque: ask with it next time. */
  readonly cursor: string;
  /** These are all that the reader may see; otherwise only those that changed after the cursor. */
  readonly isWhole: boolean;
  readonly records: readonly Kind[];
}

/** How records are asked for, and how those that came are added to those that are known. */
export interface RecordSource<Kind> {
  readonly ask: (cursor: string | undefined) => Promise<RecordsAnswer<Kind>>;
  /** Of each record the newest version stays, whatever the order in which the answers arrived. */
  readonly merge: (known: readonly Kind[], answered: readonly Kind[]) => readonly Kind[];
}

/**
 * The records of a plan by the server's last word. Asked for one question at a time; what comes up meanwhile is asked
 * afterwards, so that no answer is older than the event that caused it. A question without an answer is asked again,
 * after a wait that doubles.
 */
export class KnownRecords<Kind extends KnownRecord> {
  readonly #records: Source<readonly Kind[] | undefined> = createSource<
    readonly Kind[] | undefined
  >(undefined);
  readonly #loading: Source<Loading> = createSource<Loading>('loading');
  readonly #trouble: Source<Error | undefined> = createSource<Error | undefined>(undefined);
  readonly #source: RecordSource<Kind>;
  #cursor: string | undefined;
  /** Until it is answered: a whole question that fails is followed by a whole one. */
  #needsWhole = true;
  #asking: Promise<void> | undefined;
  #isWanted = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  /** Answers to writes that came while a question was open: the question's answer may be older. */
  #meanwhile: Kind[] = [];

  constructor(source: RecordSource<Kind>) {
    this.#source = source;
  }

  /** Undefined while nothing is known: before the first answer, and when the reader may not see the plan any more. */
  get records(): Store<readonly Kind[] | undefined> {
    return this.#records;
  }

  /** Whether {@link KnownRecords.records} are known, and why not. */
  get loading(): Store<Loading> {
    return this.#loading;
  }

  /** Why the last question had no answer; undefined while all is well. */
  get trouble(): Store<Error | undefined> {
    return this.#trouble;
  }

  /** Asks for what changed, or for everything: then what is not in the answer is not there any more. Resolves when it is answered; never rejects. */
  refresh(what: 'changes' | 'all'): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#needsWhole ||= what === 'all';
    this.#isWanted = true;
    this.#asking ??= this.#askAll();
    return this.#asking;
  }

  /** Takes in what the server answered to a write; before the first answer it is no list of all records. */
  add(record: Kind): void {
    this.#meanwhile.push(record);
    const records = this.#records.get();
    if (records !== undefined) this.#records.set(this.#source.merge(records, [record]));
  }

  /** Asks nothing any more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** Changes what is known of one record and what the server does not say: what this reader has read. */
  amend(id: string, change: (record: Kind) => Kind): void {
    const records = this.#records.get();
    this.#records.set(records?.map((record) => (record.id === id ? change(record) : record)));
  }

  async #askAll(): Promise<void> {
    while (this.#isWanted && !this.#isClosed) {
      const isWhole = this.#needsWhole;
      this.#needsWhole = false;
      this.#isWanted = false;
      this.#meanwhile = [];
      try {
        // Each question begins where the answer before it ended.
        // oxlint-disable-next-line no-await-in-loop
        this.#answered(await this.#source.ask(isWhole ? undefined : this.#cursor));
      } catch (error) {
        this.#needsWhole ||= isWhole;
        this.#failed(error instanceof Error ? error : new Error('No answer', { cause: error }));
      }
    }
    // At once: who wants to know from now on has to begin again.
    this.#asking = undefined;
  }

  #answered({ cursor, isWhole, records }: RecordsAnswer<Kind>): void {
    const known = this.#records.get() ?? [];
    const kept = isWhole ? known.filter((record) => isIn(records, record)) : known;
    this.#cursor = cursor;
    this.#failures = 0;
    this.#trouble.set(undefined);
    this.#loading.set('loaded');
    this.#records.set(this.#source.merge(kept, [...records, ...this.#meanwhile]));
  }

  #failed(error: Error): void {
    if (this.#isClosed) return;
    const isOver = error instanceof ServerRefusal && [401, 403, 404].includes(error.status);
    if (isOver) this.#forget();
    else {
      this.#timer = setTimeout(() => void this.refresh('changes'), waitMsAfter(this.#failures));
      this.#failures += 1;
      if (this.#records.get() === undefined) this.#loading.set('failed');
    }
    this.#trouble.set(error);
  }

  /** What somebody may not see any more does not stay on their screen. */
  #forget(): void {
    this.#needsWhole = true;
    this.#loading.set('closed');
    this.#records.set(undefined);
  }
}

/** A whole answer replaces everything, also by something older: the demonstration may have been reset. */
function isIn(records: readonly KnownRecord[], { id, version }: KnownRecord): boolean {
  return records.some((record) => record.id === id && record.version >= version);
}
