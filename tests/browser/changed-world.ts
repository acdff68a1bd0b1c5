import { type Storage, type World } from '@alliance/server/storage/port';

/** A storage whose first world is another than the demonstration's. */
export function storageOf(memory: Storage, change: (world: World) => World): Storage {
  const replaceWorld = memory.replaceWorld.bind(memory);
  memory.replaceWorld = (world, audit) => replaceWorld(change(world), audit);
  return memory;
}
