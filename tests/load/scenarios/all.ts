import { fanOut, fanOutWithPresence, oneDocument } from './fan-out.ts';
import { replayScenario } from './replay.ts';
import { type Scenario } from './scenario.ts';

/** Everything that `npm run bench` can do, in the order of the help. */
export const scenarios: readonly Scenario[] = [
  replayScenario,
  fanOut,
  fanOutWithPresence,
  oneDocument,
];
