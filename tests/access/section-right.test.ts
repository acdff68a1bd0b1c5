import { includesComment, sectionRights } from '@alliance/shared/access/section-right';
import { expect, test } from 'vitest';

test('[CM3] whoever may edit or suggest in a section may comment there, who may read does not', () => {
  expect(sectionRights.filter(includesComment)).toEqual(['edit', 'suggest', 'comment']);
});
