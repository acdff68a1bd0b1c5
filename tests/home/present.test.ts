import { PlanPresence } from '@alliance/server/core/plan-presence';
import { expect, test } from 'vitest';

/** Somebody as the server stamps them. */
function user(name: string) {
  return { personId: name, name, disciplineKey: 'pharmacist', isSimulated: false };
}

test('[HO1] who is on a plan is named once, whatever the number of their tabs, and no more than are asked for', () => {
  const presence = new PlanPresence();
  const readable = new Set<string>();
  for (let tab = 0; tab < 20; tab++)
    presence.watch(tab, { planId: 'plan-1', user: user(`person ${tab % 10}`), readable });
  presence.watch(20, { planId: 'plan-2', user: user('elsewhere'), readable });
  const names = presence.peopleOn('plan-1', 9).map(({ personId }) => personId);
  expect(new Set(names).size).toBe(9);
  expect(presence.peopleOn('plan-1', 50)).toHaveLength(10);
  expect(presence.peopleOn('plan-2', 9)).toEqual([user('elsewhere')]);
  presence.leave(20);
  expect(presence.peopleOn('plan-2', 9)).toEqual([]);
});
