import { createSource, type Store } from '../sync/store.ts';

const missing = createSource<ReadonlySet<WritingPart>>(new Set());

/** What writing needs beyond reading; each arrives by itself, after the text. */
export type WritingPart = 'tab' | 'editor' | 'toolbar';

/** The parts that could not be loaded. */
export const missingParts: Store<ReadonlySet<WritingPart>> = missing;

/** Gives what arrives, and remembers what does not: the page then says so, and stays (PG27). */
export async function loadForWriting<Part>(
  name: WritingPart,
  load: () => Promise<Part>,
): Promise<Part> {
  try {
    const part = await load();
    missing.set(new Set([...missing.get()].filter((each) => each !== name)));
    return part;
  } catch (error) {
    missing.set(new Set([...missing.get(), name]));
    throw error;
  }
}
