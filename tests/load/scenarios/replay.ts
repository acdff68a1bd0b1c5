import { readFile } from 'node:fs/promises';

import { alliance } from '../contenders/alliance.ts';
import { RunningContender } from '../contenders/running.ts';
import { createSeed } from '../light/update-bytes.ts';
import { UsageError } from '../options.ts';
import { readRecording } from '../replay/recording.ts';
import { replay } from '../replay/replay.ts';
import { type Scenario } from './scenario.ts';

/** Real people's typing, a kill in the middle, and nothing lost. */
export const replayScenario: Scenario = {
  name: 'replay',
  summary:
    'replay <recording.json.gz>: types a recording of several people into one section, kills the server in the middle (--kills)',
  run: async (options) => {
    if (options.path === undefined)
      throw new UsageError(
        'replay needs the path of a recording: npm run bench -- replay <recording.json.gz>',
      );
    const recording = readRecording(await readFile(options.path));
    const seed = createSeed(0);
    const running = await RunningContender.start({
      contender: alliance,
      folder: options.folder,
      documents: 1,
      seed,
    });
    try {
      const kills = options.size('kills', 1);
      const { edits, seconds, problem } = await replay({
        recording,
        running,
        seed: seed.update,
        kills,
      });
      options.print(
        `replay: ${edits} edits by ${recording.agents} people, ${kills} × SIGKILL while they typed and one after, ${seconds.toFixed(1)} s`,
      );
      options.print(
        problem === undefined
          ? `Exactly the recorded end on every screen and after another restart (${recording.endContent.length} letters).`
          : `FAILED. ${problem}`,
      );
      return problem === undefined ? 0 : 1;
    } finally {
      await running.close();
    }
  },
};
