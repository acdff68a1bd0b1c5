/** Puts together what every socket of one process shares: the same parts for the server and for its simulation. */
import { type DocumentId } from '@alliance/shared/careplan/section';

import { type RandomClientID } from '../core/client-owners.ts';
import { type Inspect } from '../core/inspector.ts';
import { type Replayer, type Storage } from '../storage/port.ts';
import { type Clock } from './clock.ts';
import { type Connection } from './connection.ts';
import { Expiry } from './expiry.ts';
import { FailureTally } from './failure-tally.ts';
import { type Hub } from './hub.ts';
import { LiveDocuments } from './live-documents.ts';
import { type SyncMeasures } from './measures.ts';
import { PlanBoard } from './plan-board.ts';
import { type Admission } from './ports.ts';
import { RightsWatch } from './rights-watch.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { StorageWatch } from './storage-watch.ts';
import { type SyncLog } from './sync-log.ts';

/** What the shared parts stand on. */
export interface HubParts {
  readonly admission: Admission;
  readonly storage: Storage;
  readonly replayer: Replayer;
  readonly clock: Clock;
  readonly random: RandomClientID;
  readonly logger: SyncLog;
  readonly measures: SyncMeasures;
  /** How often a full storage is asked whether there is space again. Milliseconds. */
  readonly probeMs: number;
  /** How many rows stand between two snapshots of a document; for simulations. */
  readonly snapshotRows?: number;
  /** Called once per batch of a document that is on disk. */
  readonly onCommitted: (documentId: DocumentId) => void;
  /** Another inspector than the server's own, for tests that plant a failure in it. */
  readonly inspect?: Inspect | undefined;
}

/** The shared parts, with nobody here yet. */
export function createHub(parts: HubParts): Hub {
  const { admission, storage, replayer, logger, measures, clock, probeMs } = parts;
  const watch = new StorageWatch({ storage, logger, probeMs, later: clock.later });
  const expiry = new Expiry(clock);
  const documents: LiveDocuments = new LiveDocuments({
    log: storage,
    expiry,
    clock,
    logger,
    measures,
    snapshots: new SnapshotKeeper({
      log: storage,
      replayer,
      logger,
      rows: parts.snapshotRows,
      onDiverged: (documentId) => void documents.noteDiverged(documentId),
    }),
    onStorageFull: () => watch.noteFull(),
    canSave: () => watch.state === 'ok',
    onCommitted: parts.onCommitted,
    inspect: parts.inspect,
  });
  const board = new PlanBoard(admission, expiry);
  const connections = new Map<number, Connection>();
  const watched = { admission, documents, board, connections, expiry, logger };
  let lastId = 0;
  return {
    admission,
    documents,
    board,
    connections,
    rights: new RightsWatch(watched),
    expiry,
    storage: watch,
    measures,
    logger,
    plansUnavailable: new FailureTally(logger, 'plan.unavailable'),
    random: parts.random,
    now: clock.now,
    nextId: () => ++lastId,
  };
}
