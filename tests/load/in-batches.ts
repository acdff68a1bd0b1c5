/** Does `work` for 0 to `count - 1`, at most `width` at a time; the results are in order. The first failure rejects. */
export async function inBatches<Result>(
  count: number,
  width: number,
  work: (index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < count; start += width) {
    const batch = Array.from({ length: Math.min(width, count - start) }, (_, index) =>
      work(start + index),
    );
    results.push(...(await Promise.all(batch)));
  }
  return results;
}
