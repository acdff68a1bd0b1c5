import { expect, test } from 'vitest';

import { Histogram, median, percentile, ratio } from './statistics.ts';

const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1);

test('[BN6] a percentile is the smallest value that so many stay within', () => {
  expect([0, 0.5, 0.99, 1].map((share) => percentile(oneToHundred, share))).toEqual([
    1, 50, 99, 100,
  ]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('[BN6] a histogram agrees with the exact percentile to 10 µs, and keeps the longest', () => {
  const histogram = new Histogram();
  for (const value of oneToHundred) histogram.add(value / 10);

  for (const share of [0.5, 0.95, 0.99])
    expect(
      Math.abs(histogram.percentile(share) - percentile(oneToHundred, share) / 10),
    ).toBeLessThan(0.0101);
  expect([histogram.count, histogram.max]).toEqual([100, 10]);
});

test('[BN6] an emptied histogram knows nothing', () => {
  const histogram = new Histogram();
  histogram.add(5);
  histogram.clear();

  expect([histogram.count, histogram.max]).toEqual([0, 0]);
  expect(histogram.percentile(0.5)).toBeNaN();
});

test('[BN6] a median is the middle value or the mean of the two middle ones', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('[BN6] a ratio to nothing is no number', () => {
  expect(ratio(3, 2)).toBe(1.5);
  expect(ratio(3, 0)).toBeNaN();
});
