import { fanOut, fanOutWithPresence, oneDocument } from './fan-out.ts';
import { fsync } from './fsync.ts';
import { highestRate } from './highest-rate.ts';
import { hostile } from './hostile.ts';
import { idleMemory } from './idle-memory.ts';
import { kills } from './kills.ts';
import { coldOpen, ingest } from './long-history.ts';
import { reconnectStorm } from './reconnect-storm.ts';
import { replayScenario } from './replay.ts';
import { type Scenario } from './scenario.ts';
import { threadsOnPage } from './threads.ts';
import { typists } from './typists.ts';

/** Everything that `npm run bench` can do, in the order of the help. */
export const scenarios: readonly Scenario[] = [
  replayScenario,
  fanOut,
  fanOutWithPresence,
  highestRate,
  oneDocument,
  idleMemory,
  ingest,
  coldOpen,
  reconnectStorm,
  kills,
  hostile,
  fsync,
  threadsOnPage,
  typists,
];
