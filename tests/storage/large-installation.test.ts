import { expect, test } from 'vitest';

import { opened } from './opened.ts';
import { foundingOf, nextOf } from './sample-alliances.ts';
import { audit, sampleWorld } from './sample-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const count = 2000;

test('[ST53] two thousand alliances come in pages, each once, also while one is written and one is founded', async () => {
  const storage = await opened(temporaryFolder());
  const plans = Array.from({ length: count }, (_, index) => foundingOf(`${index}`).record);
  await storage.replaceWorld({ ...sampleWorld, plans }, audit('world.replace'));
  const seen: string[] = [];
  for (;;) {
    const page = await storage.alliances(seen.at(-1) ?? '', 100);
    if (page.length === 0) break;
    expect(page.length).toBeLessThanOrEqual(100);
    seen.push(...page.map(({ alliance }) => alliance.id));
    if (seen.length === 100) {
      await storage.foundAlliance(foundingOf('last'));
      const [, , written] = plans;
      if (written) await storage.writeAlliance(nextOf(written.alliance, { name: 'New' }));
    }
  }
  const ids = plans.map(({ alliance }) => alliance.id);
  expect(seen).toEqual([...ids, foundingOf('last').record.alliance.id].toSorted());
});
