import { createSource, type Store } from '../../sync/store.ts';
import { type Command } from './command.ts';

const offers = new Set<readonly Command[]>();
const all = createSource<readonly Command[]>([]);

/** Everything that the screens shown now offer to the command palette. */
export const offeredCommands: Store<readonly Command[]> = all;

/** Offers commands until the returned function is called. */
export function offerCommands(commands: readonly Command[]): () => void {
  offers.add(commands);
  all.set([...offers].flat());
  return () => {
    offers.delete(commands);
    all.set([...offers].flat());
  };
}
