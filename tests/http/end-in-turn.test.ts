import { endInTurn } from '@alliance/server/end-in-turn';
import { expect, test } from 'vitest';

test('[OP17] a part that does not end is named and let go, and the others end in their order', async () => {
  const [ended, late]: [string[], unknown[]] = [[], []];
  const part = (name: string) => ({ name, end: () => void ended.push(name) });
  const stuck = { name: 'stuck', end: () => new Promise<void>(() => undefined) };
  const log = { warn: (fields: unknown) => void late.push(fields) };
  await endInTurn([part('first'), stuck, part('last')], { log, patienceMs: 20 });
  expect(ended).toEqual(['first', 'last']);
  expect(late).toEqual([{ part: 'stuck' }]);
});

test('[OP17] a part that fails in time says so to whoever stops the server', async () => {
  const failing = { name: 'failing', end: () => Promise.reject(new Error('No.')) };
  const log = { warn: () => undefined };
  await expect(endInTurn([failing], { log, patienceMs: 1_000 })).rejects.toThrow('No.');
});
