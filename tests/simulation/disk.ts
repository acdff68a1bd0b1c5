/**
 * The storage of a run: the real one in memory, behind a place where every call waits twice.
 *
 *   called ──▶ waits ──performed──▶ waits ──answered──▶ the server goes on
 *               │                    │
 *               └ no space, failed   └ failed although it is done; a server that dies here never knows
 *
 * The run decides when each call is performed and answered, in any order, and what goes wrong. What is performed is
 * durable: it outlives every server. Everything else is gone with the server that asked for it.
 */
import { createMemoryStorage } from '@alliance/server/storage/memory';
import {
  type AppendRequest,
  type Storage,
  StorageFailed,
  StorageFull,
} from '@alliance/server/storage/port';

import { StoredRights } from './ward.ts';

/** What goes wrong with one call. `after`: it is done, and the answer says that it is not. */
export type Fault = 'none' | 'before' | 'after';

/** Who calls: nothing is answered to a server that has died. */
export interface Caller {
  readonly isDead: boolean;
}

/** A call on its way. */
export interface DiskCall {
  readonly caller: Caller;
  /** What is asked, in words. */
  readonly words: string;
  /** Whether it changes what is stored: then a full disk refuses it. */
  readonly isWrite: boolean;
  /** Does it, or fails. Afterwards `answer` is there. */
  readonly perform: (fault: Fault, isFull: boolean) => Promise<void>;
  /** What the caller is told, in words. */
  outcome: string;
  /** Tells the caller; undefined until it is performed. */
  answer: (() => void) | undefined;
}

/** Hears of everything that becomes durable, in its order. */
export interface DiskWitness {
  appended(request: AppendRequest): void;
}

/** One disk, which outlives the servers that use it. */
export class Disk {
  readonly memory = createMemoryStorage();
  readonly rights = new StoredRights();
  calls: DiskCall[] = [];
  isFull = false;
  witness: DiskWitness | undefined;

  /** The storage as one life of the server sees it. */
  storageFor(caller: Caller): Storage {
    const calls: Partial<Storage> = {
      append: (request) =>
        this.ask(caller, `append ${request.rows.length} to ${request.documentId}`, {
          isWrite: true,
          act: () => this.#append(request),
        }),
      loadDocument: (documentId) =>
        this.ask(caller, `load ${documentId}`, { act: () => this.memory.loadDocument(documentId) }),
      readLog: (request) =>
        this.ask(caller, `read the log of ${request.documentId}`, {
          act: () => this.memory.readLog(request),
        }),
      putSnapshot: (snapshot) =>
        this.ask(caller, `keep the snapshot of ${snapshot.documentId} at ${snapshot.seq}`, {
          isWrite: true,
          act: () => this.memory.putSnapshot(snapshot),
        }),
      probe: () =>
        this.ask(caller, 'ask for space', { isWrite: true, act: () => this.memory.probe() }),
    };
    return new Proxy(this.memory, {
      get: (memory, key) => Reflect.get(key in calls ? calls : memory, key),
    });
  }

  /** A call that waits until the run performs and answers it. */
  ask<Answer>(
    caller: Caller,
    words: string,
    { act, isWrite = false }: { readonly act: () => Promise<Answer>; readonly isWrite?: boolean },
  ): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    if (caller.isDead) return promise;
    const perform = async (fault: Fault, isFull: boolean): Promise<void> => {
      const error = errorOf(fault, isFull && isWrite);
      const done = error === undefined || fault === 'after' ? await act() : undefined;
      call.outcome = error === undefined ? 'done' : error.name;
      call.answer = () => {
        if (error !== undefined) reject(error);
        else if (done !== undefined || fault === 'none') resolve(done as Answer);
      };
    };
    const call: DiskCall = { caller, words, isWrite, perform, outcome: '', answer: undefined };
    this.calls.push(call);
    return promise;
  }

  /** Calls that wait to be performed. */
  get waiting(): readonly DiskCall[] {
    return this.calls.filter(({ answer }) => answer === undefined);
  }

  /** Calls that are performed, and nobody has heard of it. */
  get unanswered(): readonly DiskCall[] {
    return this.calls.filter(({ answer }) => answer !== undefined);
  }

  /** Performs a call. */
  async perform(call: DiskCall, fault: Fault): Promise<void> {
    await call.perform(fault, this.isFull);
  }

  /** Answers a performed call. */
  answer(call: DiskCall): void {
    this.calls = this.calls.filter((other) => other !== call);
    if (!call.caller.isDead) call.answer?.();
  }

  /** The caller has died: of what it asked for the first so many writes reach the disk still, and nothing is answered. */
  async bury(caller: Caller, reaching: number): Promise<void> {
    const mine = this.waiting.filter((call) => call.caller === caller && call.isWrite);
    this.calls = this.calls.filter((call) => call.caller !== caller);
    for (const call of mine.slice(0, reaching)) {
      // What a thread of the writer had in its hands is done in order.
      await call.perform('none', this.isFull);
    }
  }

  async #append(request: AppendRequest): ReturnType<Storage['append']> {
    const result = await this.memory.append(request);
    if (result.ok) this.witness?.appended(request);
    return result;
  }
}

function errorOf(fault: Fault, isFull: boolean): Error | undefined {
  if (isFull) return new StorageFull('No space, in the simulation.');
  return fault === 'none' ? undefined : new StorageFailed('Failed, in the simulation.');
}
