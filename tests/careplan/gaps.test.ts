import { type Seat } from '@alliance/shared/alliance/alliance';
import { gapsOf } from '@alliance/shared/alliance/gaps';
import { expect, test } from 'vitest';

import { alliance, covers, noon, seat } from '../support/alliances.ts';
import { serverForTest } from '../support/in-process-server.ts';
import { signIn } from '../support/people.ts';

function titled(title: string, other: Partial<Seat>): Seat {
  const base = seat('pharmacist', []);
  return { ...base, role: { ...base.role, title }, ...other };
}

test('[CP5] what an alliance lacks is said in whole sentences', () => {
  const seats = [
    titled('Pharmacist', { invitation: { state: 'requested' } }),
    titled('Dietitian', { invitation: { state: 'declined' } }),
    titled('Rehab nurse', { coverage: [covers('amara', -20, -2)] }),
    titled('Physiotherapist', { coverage: [covers('hannah', -2, 2)] }),
    titled('Chaplain', { invitation: { state: 'requested' }, isRequired: false }),
  ];
  expect(gapsOf(alliance(seats), noon)).toEqual([
    'No pharmacist has accepted yet.',
    'The dietitian has declined.',
    'Nobody covers the seat of the rehab nurse now.',
  ]);
});

test('[CP5] the forming alliance of the demo lacks its pharmacist, in the list and on its page', async () => {
  const server = await serverForTest();
  const tom = await signIn(server.url, 'tom');
  const summary = (await tom.plans()).find(({ title }) => title.startsWith('Heart-failure'));
  expect(summary).toMatchObject({
    alliance: { status: 'proposed' },
    gaps: ['No pharmacist has accepted yet.'],
  });
  const page = await tom.fetch(`/api/alliances/${summary?.alliance.id}`);
  expect(await page.json()).toMatchObject({ gaps: ['No pharmacist has accepted yet.'] });
});
