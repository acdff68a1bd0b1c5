import { type ChipWritesView } from '@alliance/shared/editor/chip-writes';
import { queryOptions } from '@tanstack/react-query';

import { askServer } from '../ui/ask-server.ts';
import { ServerRefusal } from '../ui/server-refusal.ts';

/** So often it is asked for what is not there yet; then only for other writes. */
const askedMax = 15;

/** Who wrote what stands in the registers of a document, and when, as its log says. Asked anew for each set of writes. */
export function chipWritesQuery(documentId: string, writeIds: readonly string[]) {
  return queryOptions({
    queryKey: ['chip-writes', documentId, writeIds.toSorted().join()],
    queryFn: () =>
      askServer<ChipWritesView>(`/api/documents/${encodeURIComponent(documentId)}/chips`),
    // What was written a moment ago is on disk a moment later.
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      const isKnown = writeIds.every((id) => data?.writes.some((each) => each.writeId === id));
      return isKnown || dataUpdateCount > askedMax ? false : 2000;
    },
    retry: (count, error) => count < 1 && !(error instanceof ServerRefusal && error.status < 500),
  });
}
