import { type StampedUser } from '@alliance/shared/sync/channel';
import { expect, test } from 'vitest';

import { PlanPresence } from '../../server/core/plan-presence.ts';

function user(personId: string): StampedUser {
  return { personId, name: personId, disciplineKey: 'registered-nurse', isSimulated: false };
}

/** Two tabs on a plan: the first may read both documents, the other one of them. */
function twoTabs(): PlanPresence {
  const presence = new PlanPresence();
  presence.watch(1, { planId: 'p', user: user('cat'), readable: new Set(['open', 'private']) });
  presence.watch(2, { planId: 'p', user: user('ben'), readable: new Set(['open']) });
  presence.takeNews();
  return presence;
}

function told(presence: PlanPresence): readonly number[] {
  return presence.takeNews().map(({ tab }) => tab);
}

test('[PR16] a caret in a section that somebody may not see is no news for them; one that they see is', () => {
  const presence = twoTabs();
  presence.focus(1, 'private');
  expect(told(presence)).toEqual([1]);
  presence.focus(1, null);
  expect(told(presence)).toEqual([1]);
  presence.focus(1, 'open');
  expect(told(presence)).toEqual([1, 2]);
  presence.focus(1, 'private');
  expect(told(presence)).toEqual([1, 2]);
});

test('[PR16] a look at rights that changes nothing tells nobody; a new tab, and who asks anew, is told', () => {
  const presence = twoTabs();
  presence.watch(1, {
    planId: 'p',
    user: user('cat'),
    readable: new Set(['open', 'private', 'x']),
  });
  expect(told(presence)).toEqual([]);
  presence.forgetTold(2);
  presence.watch(2, { planId: 'p', user: user('ben'), readable: new Set(['open']) });
  expect(told(presence)).toEqual([2]);
  presence.leave(2);
  expect(told(presence)).toEqual([1]);
  presence.watch(2, { planId: 'p', user: user('ben'), readable: new Set(['open']) });
  expect(told(presence)).toEqual([1, 2]);
});
