import {
  attainmentAtStart,
  attainmentNow,
  attainmentOf,
  scoreNow,
  weightOf,
} from '@alliance/shared/careplan/item/attainment';
import { type Progress } from '@alliance/shared/careplan/item/goal';
import { smartOf } from '@alliance/shared/careplan/item/smart';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';

import { after, walking } from './item-ward.ts';

const unweighted = (...scores: readonly number[]) => scores.map((score) => ({ weight: 1, score }));
const weighted = (...goals: readonly (readonly [number, number])[]) =>
  goals.map(([weight, score]) => ({ weight, score }));

test.each([
  ['as expected', unweighted(0, 0, 0), 50],
  ['a little more', unweighted(1, 1, 1), 63.69],
  ['a little less', unweighted(-1, -1, -1), 36.31],
  ['one goal, much more', unweighted(2), 70],
  ['one goal, much less', unweighted(-2), 30],
  ['weighted, at the start', weighted([6, -1], [9, -2], [2, 0], [6, -2]), 28.03],
  ['weighted, at the end', weighted([6, 0], [9, -1], [2, 1], [6, 0]), 45.73],
])('[IT25] the T score is that of the erratum: %s', (_what, goals, score) => {
  expect(attainmentOf(goals)?.toFixed(2)).toBe(score.toFixed(2));
});

test('[IT25] nothing that weighs anything has no score', () => {
  expect(attainmentOf([])).toBeUndefined();
  expect(attainmentOf(weighted([0, 2], [0, -1]))).toBeUndefined();
});

const seen = (
  on: string,
  score?: number,
): { type: 'progress'; progress: Omit<Progress, 'by' | 'at'> } => ({
  type: 'progress',
  progress: { id: v7(), on, value: '', note: 'Seen.', ...(score !== undefined && { score }) },
});

test('[IT26] a goal stands where the last scored look says, by its day; before that where it began', () => {
  const begun = walking({ scaleBaseline: -2, importance: 3, difficulty: 2 });
  expect(scoreNow(walking())).toBeUndefined();
  expect(scoreNow(begun)).toBe(-2);
  const late = after(begun, 'hannah', seen('2026-03-01', 1));
  const early = after(late, 'hannah', seen('2026-02-20', -1));
  expect(scoreNow(early)).toBe(1);
  expect(scoreNow(after(early, 'hannah', seen('2026-03-02')))).toBe(1);
  expect(weightOf(begun)).toBe(6);
  expect(weightOf(walking())).toBe(1);
  expect(attainmentNow([early, walking()])).toBe(60);
  expect(attainmentAtStart([early, walking()])).toBe(30);
});

test('[IT27] SMART looks only at what is there, and names what is missing', () => {
  expect(smartOf(walking({ statement: '' }))).toEqual({
    met: [],
    missing: ['statement', 'measure', 'target', 'achievable', 'relevance', 'date'],
  });
  expect(smartOf(walking({ statement: 'I walk.', measure: 'Distance', unit: 'm' }))).toEqual({
    met: ['specific', 'measurable'],
    missing: ['achievable', 'relevance', 'date'],
  });
  const whole = walking({
    statement: 'I walk.',
    measure: 'Distance',
    target: '50 m',
    achievable: 'She asks for more.',
    relevance: 'Her table.',
    dueOn: '2026-04-01',
  });
  expect(smartOf(whole)).toEqual({
    met: ['specific', 'measurable', 'achievable', 'relevant', 'time-bound'],
    missing: [],
  });
  // A blank is not something that is there.
  expect(smartOf(walking({ statement: '\u200b ', measure: '  ' })).met).toEqual([]);
});
