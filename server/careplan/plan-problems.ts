import { type PlanRefusal, type PlanRefusalReason } from '@alliance/shared/careplan/plan-refusals';
import {
  headingCharactersMax,
  leftDraftMs,
  noteCharactersMax,
  staleDays,
} from '@alliance/shared/limits';

import { type Problem, problems } from '../http/problem.ts';
import { keyCharactersMax } from '../http/write-key.ts';

/** A refusal as its reader gets it: what happened, what is safe, what to do next. */
export function problemOfPlan({ rule, reason }: PlanRefusal): Problem {
  const [kind, text] = words[reason];
  return { ...kinds[kind], text, rule, reason };
}

/** Problems of plans that no rule about sections refuses. */
export const planProblems = {
  keyMissing: {
    ...problems.malformed,
    text: `This request lacks an Idempotency-Key, or it is longer than ${keyCharactersMax} characters. It names the write, so that it is done once however often it is sent. Nothing was changed.`,
  },
  keyUsed: {
    status: 409,
    code: 'conflict',
    text: 'This request was sent before with something else in it. Nothing was changed by it. Load the page again, then do it once more.',
  },
  busy: {
    status: 503,
    code: 'transient',
    text: 'Others are changing this plan at this very moment. Nothing was lost; yours has not been done yet. Please do it once more.',
  },
  tooFast: {
    status: 429,
    code: 'throttled',
    text: 'You have changed this plan very often in the last minute. Nothing was lost; wait a moment, then do it once more.',
  },
} as const satisfies Record<string, Problem>;

/** The ways in which a change is refused. */
const kinds = {
  forbidden: { status: 403, code: 'forbidden' },
  missing: { status: 404, code: 'not-found' },
  conflict: { status: 409, code: 'conflict' },
  invalid: { status: 422, code: 'business-rule' },
} as const satisfies Record<string, Pick<Problem, 'status' | 'code'>>;

const dayMs = 24 * 60 * 60_000;

const words: Readonly<
  Record<PlanRefusalReason, readonly [kind: keyof typeof kinds, text: string]>
> = {
  'section-not-there': [
    'missing',
    'This plan has no such section, or you may not see it. Nothing was changed. Load the plan again.',
  ],
  'section-there': [
    'conflict',
    `This plan has this section already, or somebody who edits it is drafting it and has not shared it yet. Nothing was added. Load the plan again, and ask those who edit here. A draft whose author has been gone for ${leftDraftMs / dayMs} days gives way by itself.`,
  ],
  'id-taken': [
    'conflict',
    'This section was added already. Nothing was added a second time. Load the plan again.',
  ],
  'may-not-add': [
    'forbidden',
    'Your seat does not edit this section, so you cannot add it. Nothing was added. Ask somebody whose seat edits it, or the lead.',
  ],
  'may-not-arrange': [
    'forbidden',
    'Leads and stewards of the plan say what its sections are called and in which order they stand. Nothing was changed. Ask one of them.',
  ],
  'may-not-retire': [
    'forbidden',
    'Whoever edits this section, a lead or a steward takes it out of the plan and back. Nothing was changed. Ask one of them.',
  ],
  'may-not-review': [
    'forbidden',
    'Whoever edits this section says that it is as it should be. Nothing was changed. Leave a comment if you have seen something.',
  ],
  'not-private': [
    'conflict',
    'This section is shared already. Everybody with a right in it sees it. Nothing was changed.',
  ],
  'is-retired': [
    'conflict',
    'This section is out of the plan. Nothing was changed. Restore it first.',
  ],
  'not-retired': ['conflict', 'This section is in the plan. Nothing was changed.'],
  'text-moved-on': [
    'conflict',
    'Somebody has changed this section since you read it. Nothing was marked, and nothing was lost. Read what is new, then say it once more.',
  ],
  'heading-moved-on': [
    'conflict',
    'Somebody else has renamed this section since you read it. Their words are safe; yours were not saved. Look at the new heading, then rename it once more if it should be another.',
  ],
  'heading-missing': ['invalid', 'Write what the section is called. Nothing was changed yet.'],
  'heading-too-long': [
    'invalid',
    `A heading has at most ${headingCharactersMax} characters. Nothing was changed yet. Make it shorter.`,
  ],
  'reason-missing': [
    'invalid',
    'Write in a few words why this section is taken out. Nothing was changed yet.',
  ],
  'reason-too-long': [
    'invalid',
    `A reason has at most ${noteCharactersMax} characters. Nothing was changed yet. Make it shorter.`,
  ],
  'days-out-of-range': [
    'invalid',
    `Choose from ${staleDays.min} to ${staleDays.max} days. Nothing was changed yet.`,
  ],
  'after-itself': ['invalid', 'A section cannot stand after itself. Nothing was moved.'],
  'alliance-rests': [
    'conflict',
    'This alliance is suspended: its plan can be read, and nothing in it changes. Nothing was changed. The lead can resume it.',
  ],
};
