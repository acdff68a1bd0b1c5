import { type Idleness, IdleClock } from '@alliance/client/identity/lock/idle-clock';
import { describe, expect, test } from 'vitest';

const limitMs = 5 * 60_000;

/** Two clocks that a test moves, and what was said about them. */
function clockForTest(): {
  readonly clock: IdleClock;
  readonly pass: (ms: number) => void;
  readonly jump: (ms: number) => void;
  readonly said: () => Idleness;
} {
  let wall = Date.parse('2026-11-23T03:00:00Z');
  let steady = 1_000;
  const clock = new IdleClock(limitMs, { wall: () => wall, steady: () => steady });
  return {
    clock,
    pass(ms) {
      wall += ms;
      steady += ms;
    },
    jump(ms) {
      wall += ms;
    },
    said() {
      clock.look();
      return clock.idleness.get();
    },
  };
}

describe('an idle clock', () => {
  test('[IP5] is active until 30 seconds before its time, warns then, and is idle when the time is over', () => {
    const { pass, said } = clockForTest();
    pass(limitMs - 31_000);
    expect(said()).toEqual({ kind: 'active' });
    pass(2_000);
    expect(said()).toEqual({ kind: 'warning', seconds: 29 });
    pass(29_000);
    expect(said()).toEqual({ kind: 'idle' });
  });

  test('[IP5] counts anew from each touch, the warning included', () => {
    const { clock, pass, said } = clockForTest();
    pass(limitMs - 10_000);
    expect(said().kind).toBe('warning');
    expect(clock.touch()).toBe(true);
    pass(limitMs - 31_000);
    expect(said()).toEqual({ kind: 'active' });
  });

  test('[IP6] takes a jump of the wall clock as time in which nobody was there, and a touch does not undo it', () => {
    const { clock, jump, said } = clockForTest();
    jump(limitMs);
    expect(clock.touch()).toBe(false);
    expect(said()).toEqual({ kind: 'idle' });
  });

  test('[IP6] a wall clock that is set back does not hold the time up', () => {
    const { jump, pass, said } = clockForTest();
    jump(-24 * 60 * 60_000);
    pass(limitMs);
    expect(said()).toEqual({ kind: 'idle' });
  });

  test('[IP6] stays idle until it is begun anew', () => {
    const { clock, pass, said } = clockForTest();
    pass(limitMs);
    expect(said().kind).toBe('idle');
    expect(clock.touch()).toBe(false);
    clock.restart();
    expect(said()).toEqual({ kind: 'active' });
  });
});
