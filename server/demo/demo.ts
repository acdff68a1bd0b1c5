import { randomUUID } from 'node:crypto';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { closeCodes } from '@alliance/shared/sync/close-code';

import { type Storage, emptyWorld } from '../storage/port.ts';
import { type SyncServer } from '../sync/ports.ts';
import { wholeCast } from './cast.ts';
import { demoWorld } from './world.ts';

/** The demo's world: made on first start, and made again when a visitor asks. */
export interface Demo {
  /** Makes the world when the storage holds no plan (DM1). */
  prepare(): Promise<void>;
  /** Puts a fresh world, re-based to now, in place of the present one (DM2, DM3). Calls wait for each other. */
  reset(): Promise<void>;
  /** Takes its world away, and everything that was made in it. Waits for a {@link reset}. */
  clear(): Promise<void>;
}

/** What the demo is made with. */
export interface DemoSettings {
  readonly storage: Pick<Storage, 'isEmpty' | 'replaceWorld' | 'plansOf'>;
  readonly sync: Pick<SyncServer, 'closeDocuments' | 'announce' | 'announceInbox'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The demo over a storage and its live documents. */
export function createDemo(settings: DemoSettings): Demo {
  const { storage, sync, now } = settings;
  let last: Promise<void> = Promise.resolve();

  async function replace(): Promise<readonly string[]> {
    const world = demoWorld({ now: now(), newId: randomUUID });
    const at = new Date(now()).toISOString();
    await storage.replaceWorld(world, { at, action: 'world.replace', subjectId: 'demo' });
    return world.plans.map(({ plan }) => plan.id);
  }

  async function reset(): Promise<void> {
    const old = await documentsOf(storage);
    const planIds = await replace();
    // The old documents are gone: a copy of one must not be offered to the new world.
    await sync.closeDocuments(old, closeCodes.notFound, 'not-found');
    for (const planId of planIds) sync.announce(planId);
    // The threads have new ids: whoever shows a list of the old ones asks again at once.
    sync.announceInbox(new Set(wholeCast().map(({ id }) => id)));
  }

  async function clear(): Promise<void> {
    const old = await documentsOf(storage);
    const at = new Date(now()).toISOString();
    await storage.replaceWorld(emptyWorld, { at, action: 'world.clear', subjectId: 'demo' });
    await sync.closeDocuments(old, closeCodes.notFound, 'not-found');
  }

  return {
    async prepare() {
      if (await storage.isEmpty()) await replace();
    },
    reset() {
      last = last.then(reset, reset);
      return last;
    },
    clear() {
      last = last.then(clear, clear);
      return last;
    },
  };
}

/** Every document of the present world, found through its people. */
async function documentsOf(storage: Pick<Storage, 'plansOf'>): Promise<readonly DocumentId[]> {
  const records = await Promise.all(wholeCast().map(({ id }) => storage.plansOf(id)));
  const sections = records.flat().flatMap(({ plan }) => plan.sections);
  const charters = records.flat().map(({ alliance }) => alliance.charter);
  const documentIds = [...sections, ...charters].map(({ documentId }) => documentId);
  return [...new Set(documentIds)];
}
