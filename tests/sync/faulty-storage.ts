import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type AppendRequest, type AppendResult, type Storage } from '@alliance/server/storage/port';
import { type DocumentId } from '@alliance/shared/careplan/section';

/** A real storage whose appends and loads can be made to wait or fail. */
export interface Faulty {
  readonly storage: Storage;
  /** Thrown by the next appends and probes while it is set. */
  fault: Error | undefined;
  /** Thrown by loads while it is set. */
  loadFault: Error | undefined;
  /** While set, appends wait here before they reach the storage. */
  gate: Promise<void> | undefined;
  readonly appends: AppendRequest[];
  /** Resolves when the first append has arrived. */
  readonly firstAppend: Promise<void>;
}

/** A new one, without a fault. */
export function faultyStorage(): Faulty {
  const memory = createMemoryStorage();
  const first = gate();
  const faulty: Faulty = {
    fault: undefined,
    loadFault: undefined,
    gate: undefined,
    appends: [],
    firstAppend: first.closed,
    storage: new Proxy(memory, {
      get(target, key) {
        if (key === 'append') return append;
        if (key === 'probe') return probe;
        if (key === 'loadDocument') return load;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  };
  async function append(request: AppendRequest): Promise<AppendResult> {
    faulty.appends.push(request);
    first.open();
    await faulty.gate;
    if (faulty.fault) throw faulty.fault;
    return await memory.append(request);
  }
  async function probe(): Promise<void> {
    if (faulty.fault) throw faulty.fault;
  }
  async function load(documentId: DocumentId) {
    if (faulty.loadFault) throw faulty.loadFault;
    return await memory.loadDocument(documentId);
  }
  return faulty;
}

/** A promise that a test opens. */
export function gate(): { readonly closed: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { closed: promise, open: () => resolve() };
}
