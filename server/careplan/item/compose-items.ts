import { type Route } from '../../http/route.ts';
import { type Storage } from '../../storage/port.ts';
import { type Admission, type SyncServer } from '../../sync/ports.ts';
import { createItemDesk } from './item-desk.ts';
import { createItemReading } from './item-reader.ts';
import { itemRoutes } from './item-routes.ts';

/** Goals, interventions and contingency rows, from their storage to their routes. */
export function composeItems(settings: {
  readonly storage: Pick<Storage, 'item' | 'itemsOf' | 'itemVersions' | 'writeItem'>;
  readonly sync: Pick<SyncServer, 'announceItem' | 'announceInbox'>;
  readonly admission: Pick<Admission, 'planFor'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): readonly Route[] {
  const { admission, now } = settings;
  const desk = createItemDesk(settings);
  const reading = createItemReading(settings);
  return itemRoutes({ desk, reading, admission, now });
}
