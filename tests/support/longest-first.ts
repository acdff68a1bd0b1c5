import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Starts first what takes longest, so that no worker is left alone with a long file while the others have nothing more
 * to do: the minute of mere waiting, then the pages, then the rest, each from the largest file to the smallest.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sort of a sequencer, which copies.
    const bySize = await super.sort(files);
    return bySize.toSorted((one, other) => turnOf(one) - turnOf(other));
  }
}

function turnOf({ moduleId }: TestSpecification): number {
  if (moduleId.endsWith('/sync/alone.test.ts')) return 0;
  return moduleId.includes('/tests/browser/') ? 1 : 2;
}
