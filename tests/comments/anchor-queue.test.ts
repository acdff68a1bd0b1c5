import { type AnchorKeeper, startAnchorKeeper } from '@alliance/server/comments/anchor-keeper';
import { createMemoryStorage } from '@alliance/server/storage/memory';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const documentId = 'document-1' as DocumentId;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

interface SlowKeeper {
  readonly keeper: AnchorKeeper;
  /** How often it has begun to look at the document. */
  readonly looks: () => number;
  readonly commit: () => void;
  /** Lets every look come to its end, those of before too. */
  readonly answer: () => void;
}

/** A keeper whose storage answers only when it is let, and then that there is no such document. */
function slowKeeper(): SlowKeeper {
  let looks = 0;
  const answered = Promise.withResolvers<undefined>();
  const heard: ((committed: DocumentId) => void)[] = [];
  const storage = createMemoryStorage();
  const keeper = startAnchorKeeper({
    storage: new Proxy(storage, {
      get(target, key) {
        if (key === 'planOfDocument')
          return () => {
            looks++;
            return answered.promise;
          };
        return Reflect.get(target, key);
      },
    }),
    sync: {
      look: () => Promise.resolve(undefined),
      onCommitted: (listener) => {
        heard.push(listener);
        return () => undefined;
      },
      announceThread: () => undefined,
    },
    log: { error: () => undefined },
    now: Date.now,
  });
  return {
    keeper,
    looks: () => looks,
    commit: () => heard.forEach((listener) => listener(documentId)),
    answer: () => answered.resolve(undefined),
  };
}

test('[AN7] however often a document becomes due while a look takes long, it waits once', async () => {
  const { keeper, looks, commit, answer } = slowKeeper();
  for (let ms = 0; ms < 60_000; ms += 50) {
    commit();
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(looks()).toBe(1);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  // A look at a document that is not there asks for it twice.
  expect(looks()).toBe(4);
  await keeper.close();
});

test('[AN7] however many commits come, a document is looked at once a second', async () => {
  const { keeper, looks, commit, answer } = slowKeeper();
  answer();
  for (let ms = 0; ms < 10_000; ms += 10) {
    commit();
    // It goes on being watched although it has no threads.
    keeper.watch(documentId);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(looks() / 2).toBeGreaterThanOrEqual(9);
  expect(looks() / 2).toBeLessThanOrEqual(11);
  await keeper.close();
});
