import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import * as schema from '@alliance/shared/editor/schema';
import {
  firstFreeClientID,
  reservedClientIDs,
  roots,
} from '@alliance/shared/editor/section-document';
import { closeCodes, closeReasons } from '@alliance/shared/sync/close-code';
import { messageTypes, syncSteps, wireVersion } from '@alliance/shared/sync/protocol';
import { expect, test } from 'vitest';

/** One line per version that was ever served. A new version adds a line; a line never changes. */
const wireVersions: Readonly<Record<number, string>> = {
  1: '2b1bfceab7a824f6dca2c0186d727963',
  2: '79b4c643bf5d573cb9b4a522f3a93d4a',
  3: '570358ef394e8c4bd8ca870ee21baeae',
};
const schemaVersions: Readonly<Record<number, string>> = {
  1: 'bd778b3a9435e942638eaf119fe1d203',
};

const shared = path.resolve(import.meta.dirname, '../../shared');

/** The declarations of a source file: without comments and layout, which change nothing on the wire. */
async function declarationsOf(file: string): Promise<string> {
  const source = await readFile(path.join(shared, file), 'utf8');
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ');
}

function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

test('[SY16] the wire protocol changes only with a new wire version', async () => {
  const sources = await Promise.all(
    ['sync/channel.ts', 'sync/close-code.ts', 'sync/protocol.ts'].map(declarationsOf),
  );
  const digest = digestOf([messageTypes, syncSteps, closeCodes, closeReasons, sources]);
  expect(wireVersions[wireVersion]).toBe(digest);
});

test('[SY16] the schema changes only with a new schema version', () => {
  const { blockKinds, indentMax, marks, nodes, schemaVersion } = schema;
  const digest = digestOf([
    blockKinds,
    indentMax,
    nodes,
    marks,
    roots,
    reservedClientIDs,
    firstFreeClientID,
  ]);
  expect(schemaVersions[schemaVersion]).toBe(digest);
});
