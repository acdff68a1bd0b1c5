import { type Problem } from '../http/problem.ts';

/** Why a decision is not kept: what happened, what is safe, what to do next. */
export const mergeCheckProblems = {
  mayNotDecide: {
    status: 403,
    code: 'forbidden',
    text: 'Who may edit this section says whether its text is right now. Nothing was changed, and both texts are kept. Tell somebody who writes here.',
    rule: 'MC7',
    reason: 'may-not-decide',
  },
  decidedMeanwhile: {
    status: 409,
    code: 'conflict',
    text: 'Somebody else has decided this meanwhile. Nothing was changed by you, and both texts are kept. Look at the section again.',
    rule: 'MC7',
    reason: 'decided-meanwhile',
  },
  tooFast: {
    status: 429,
    code: 'throttled',
    text: 'That was more than one person decides in a minute. Nothing is lost; this was not saved yet. Wait a minute, then try again.',
    rule: 'MC7',
    reason: 'too-fast',
  },
} as const satisfies Record<string, Problem>;
