import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { type DocumentId } from '@alliance/shared/careplan/section';
import { type PersonId } from '@alliance/shared/identity/person';
import { expect, test } from 'vitest';

import { databaseFile } from '../../server/storage/sqlite/data-folder.ts';
import { opened } from './opened.ts';
import { temporaryFolder } from './temporary-folder.ts';

const fixtures = new URL('./fixtures', import.meta.url).pathname;
const stages = readdirSync(fixtures).filter((file) => file.endsWith('.sqlite.gz'));

test('[ST24] the data folder of the first stage is among the fixtures', () => {
  expect(stages).toContain('stage-1.sqlite.gz');
});

test.each(stages)('[ST24] the data folder %s opens with everything in it', async (stage) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, databaseFile), gunzipSync(readFileSync(join(fixtures, stage))));
  const storage = await opened(folder);
  // Written out here: this must stay true whatever later worlds look like.
  const stored = await storage.loadDocument('text-a' as DocumentId);
  expect(stored).toMatchObject({
    incarnation: 'text-a-first',
    head: { seq: 3 },
    snapshot: { seq: 2, state: Uint8Array.of(1, 2) },
    tail: [{ seq: 3, personId: 'person-physician', payload: Uint8Array.of(9) }],
    clients: [
      { clientID: 1, personId: 'person-physician' },
      { clientID: 77, personId: 'person-nurse' },
    ],
  });
  expect(Buffer.from(stored?.head.hash ?? []).toString('hex')).toBe(
    'f6e7b47fc78461cdc7e74e2b47f43f9f127807f946e2fb5cb63938804d176917',
  );
  expect(await storage.person('person-nurse' as PersonId)).toMatchObject({ name: 'Nora Nurse RN' });
  expect(await storage.session('digest')).toMatchObject({ personId: 'person-nurse' });
  expect(await storage.plan('plan-1')).toMatchObject({
    plan: { title: 'Plan after stroke', sections: [{ key: 'snapshot' }, { key: 'mobility' }] },
    alliance: { seats: [{ isLead: true, coverage: [{}, { kind: 'cover' }] }, { isSteward: true }] },
  });
  expect(await storage.lookedAt('person-physician' as PersonId, 'plan-1')).toBe(
    '2026-01-01T10:00:00.000Z',
  );
  expect(await storage.readAudit(0, 9)).toHaveLength(2);
});
