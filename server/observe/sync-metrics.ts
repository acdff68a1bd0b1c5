import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import { type SyncMeasures } from '../sync/measures.ts';

/** What the sync server counts, as Prometheus metrics. Labels are kinds, codes and rule ids only. */
export function createSyncMeasures(registry: Registry): SyncMeasures {
  const registers = [registry];
  const count = (name: string, help: string, ...labelNames: string[]): Counter =>
    new Counter({ name, help, labelNames, registers });
  const opened = count('alliance_sockets_opened_total', 'Sockets that came in.', 'kind');
  const closed = count('alliance_sockets_closed_total', 'Sockets that went.', 'kind', 'code');
  const turned = count('alliance_sockets_turned_away_total', 'Upgrades without a talk.', 'code');
  const ended = count('alliance_conversations_closed_total', 'Talks the server ended.', 'code');
  const refused = count('alliance_updates_refused_total', 'Updates refused by a rule.', 'rule');
  const differs = count('alliance_copies_differ_total', "Readers' copies with other marks.");
  const diverged = count('alliance_documents_diverged_total', 'Documents unlike their log.');
  const restored = count('alliance_copies_restored_total', 'Copies with words that we lost.');
  const rows = count('alliance_log_rows_total', 'Rows of the log on disk.');
  const bytes = count('alliance_log_bytes_total', 'Bytes of these rows.');
  const commits = new Histogram({
    name: 'alliance_commit_seconds',
    help: 'From handing rows over until they are on disk.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const rooms = new Gauge({ name: 'alliance_rooms_live', help: 'Documents in memory.', registers });
  return {
    socketOpened: (kind) => opened.inc({ kind }),
    socketClosed: (kind, code) => closed.inc({ kind, code }),
    turnedAway: (code) => turned.inc({ code }),
    conversationClosed: (code) => ended.inc({ code }),
    refused: (rule) => refused.inc({ rule }),
    copyDiffers: () => differs.inc(),
    documentDiverged: () => diverged.inc(),
    copyRestored: () => restored.inc(),
    committed(batch) {
      rows.inc(batch.rows);
      bytes.inc(batch.bytes);
      commits.observe(batch.ms / 1000);
    },
    roomsLive: (live) => rooms.set(live),
  };
}
