import { SaveCounter } from '@alliance/client/sync/save-counter';
import { type SaveFacts, isAtStake, saveStateOf, worstOf } from '@alliance/client/sync/save-state';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const calm: SaveFacts = {
  isConnected: true,
  wasConnected: true,
  isSettled: true,
  unsaved: 0,
  savedAt: undefined,
  isStorageFull: false,
  failure: undefined,
};

test('[SV1] saved is said only when connected, with everything sent and on disk', () => {
  const facts = fc.record<SaveFacts>({
    isConnected: fc.boolean(),
    wasConnected: fc.boolean(),
    isSettled: fc.boolean(),
    unsaved: fc.nat(3),
    savedAt: fc.option(fc.nat(), { nil: undefined }),
    isStorageFull: fc.boolean(),
    failure: fc.option(fc.constant({ reason: 'failed' as const }), { nil: undefined }),
  });
  fc.assert(
    fc.property(facts, (given) => {
      const isSafe = given.isConnected && given.isSettled && given.unsaved === 0;
      expect(saveStateOf(given).kind === 'saved').toBe(isSafe);
    }),
  );
});

test('[SV1] a change is on disk only when the frame that covers it, or a later one, is', () => {
  const steps = fc.array(fc.constantFrom('change', 'send', 'ack', 'reconnect'), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (sequence) => {
      const counter = new SaveCounter();
      // What a server would have: the number of changes that its last counted frame covers.
      let [made, onDisk, acknowledged] = [0, 0, 0];
      let frames: number[] = [];
      counter.connected();
      for (const step of sequence) {
        if (step === 'change') {
          made += 1;
          counter.changed();
        }
        if (step === 'send') {
          frames.push(made);
          if (counter.isComplete) counter.sentUpdate();
          else counter.sentMissingUpdates();
        }
        if (step === 'ack' && acknowledged < frames.length) {
          acknowledged += 1;
          onDisk = frames[acknowledged - 1] ?? 0;
          counter.acknowledged(acknowledged);
        }
        if (step === 'reconnect') {
          [frames, acknowledged] = [[], 0];
          counter.connected();
        }
        expect(counter.unsaved).toBe(made - onDisk);
        expect(counter.isSettled && counter.unsaved > 0).toBe(false);
      }
    }),
  );
});

test('[SV1] before the first connection nothing is said', () => {
  const before = { ...calm, isConnected: false, wasConnected: false, isSettled: false };
  expect(saveStateOf(before)).toEqual({ kind: 'connecting' });
  expect(worstOf([])).toEqual({ kind: 'connecting' });
  expect(worstOf([{ kind: 'saved', at: 1 }, { kind: 'connecting' }])).toEqual({
    kind: 'connecting',
  });
});

test('[SV2] offline says how many changes only this tab has', () => {
  expect(saveStateOf({ ...calm, isConnected: false, isSettled: false, unsaved: 3 })).toEqual({
    kind: 'offline',
    changes: 3,
  });
  expect(
    worstOf([{ kind: 'offline', changes: 2 }, { kind: 'saving' }, { kind: 'offline', changes: 1 }]),
  ).toEqual({ kind: 'offline', changes: 3 });
});

test('[SV6] leaving asks exactly when something could be lost', () => {
  expect(isAtStake({ kind: 'saved', at: 1 })).toBe(false);
  expect(isAtStake({ kind: 'offline', changes: 0 })).toBe(false);
  expect(isAtStake({ kind: 'offline', changes: 1 })).toBe(true);
  expect(isAtStake({ kind: 'saving' })).toBe(true);
  expect(isAtStake({ kind: 'not-saved', reason: 'refused' })).toBe(true);
  expect(isAtStake({ kind: 'connecting' })).toBe(false);
  expect(
    worstOf([
      { kind: 'saved', at: 1 },
      { kind: 'saved', at: 5 },
    ]),
  ).toEqual({ kind: 'saved', at: 5 });
});
