import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { dataFolders } from '../support/data-folders.ts';
import { killChildren } from './child-server.ts';
import { alliance } from './contenders/alliance.ts';
import { RunningContender } from './contenders/running.ts';
import { createSeed } from './light/update-bytes.ts';
import { createConversation } from './recorded-conversation.ts';
import {
  decodeRecording,
  readRecording,
  type Recording,
  UnreadableRecording,
} from './replay/recording.ts';
import { replay, type Replayed } from './replay/replay.ts';
import { seededRandom } from './seeded-random.ts';

const seed = createSeed(0);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(dataFolders, 'alliance-replay-'));
});

afterAll(async () => {
  killChildren();
  await rm(folder, { recursive: true, force: true });
});

async function replayed(recording: Recording): Promise<Replayed> {
  const running = await RunningContender.start({ contender: alliance, folder, documents: 1, seed });
  try {
    return await replay({ recording, running, seed: seed.update, kills: 1, endMsMax: 2000 });
  } finally {
    await running.close();
  }
}

test('[BN1] what two people typed at the same time ends exactly as recorded on both screens and after a restart, with a kill in the middle', async () => {
  const { random, name } = seededRandom();
  const conversation = createConversation(400, random);

  const { problem, edits, kills } = await replayed(decodeRecording(conversation));

  expect({ name, problem, edits, kills }).toEqual({
    name,
    problem: undefined,
    edits: 400,
    kills: 1,
  });
});

test('[BN2] a replay that does not end as recorded fails and tells the place, never the words', async () => {
  const conversation = createConversation(60, seededRandom().random);
  const recording = decodeRecording({
    ...conversation,
    endContent: `${conversation.endContent}secret`,
  });

  const { problem } = await replayed(recording);

  expect(problem).toMatch(
    /^On the screen of person 0 the text has \d+ letters instead of \d+ and differs from letter \d+ on\.$/,
  );
  expect(problem).not.toContain('secret');
});

test('[BN3] a file that is no recording is refused', () => {
  expect(() => readRecording(Buffer.from('plain text'))).toThrow(UnreadableRecording);
  expect(() => decodeRecording({ kind: 'concurrent', numAgents: 2, txns: [{}] })).toThrow(
    UnreadableRecording,
  );
});

test('[BN3] a recording whose author forgets what they had typed is refused', () => {
  const first = { parents: [], agent: 0, patches: [[0, 0, 'a']] };
  const forgetful = {
    kind: 'concurrent',
    numAgents: 1,
    endContent: 'ba',
    txns: [first, { ...first, patches: [[0, 0, 'b']] }],
  };

  expect(() => decodeRecording(forgetful)).toThrow('Edit 1 forgets what its author had typed.');
});
