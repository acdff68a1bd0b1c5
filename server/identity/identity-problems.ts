/** Why something about accounts and sessions is refused, in words for a person. None of them says whether an address has an account. */
import { type PasswordProblem, passwordCharactersMin } from '@alliance/shared/identity/password';

import { type Problem } from '../http/problem.ts';

/** The problems of signing in, joining and sessions. */
export const identityProblems = {
  wrongSignIn: {
    status: 422,
    code: 'login',
    text: 'E-mail address and password do not fit together. Check both, and try again. If you have forgotten your password, an administrator can give you a link to a new one.',
    rule: 'ID11',
  },
  suspended: {
    status: 403,
    code: 'forbidden',
    text: 'Your account is suspended. Nothing of your work is lost. Please ask an administrator of your installation.',
    rule: 'AM6',
  },
  tooManyFromHere: {
    status: 429,
    code: 'throttled',
    text: 'There were several failed tries from this network just now. Wait half a minute, and try again.',
    rule: 'ID13',
  },
  busy: {
    status: 503,
    code: 'transient',
    text: 'Many people are signing in just now. Nothing was changed. Please try again in a moment.',
    rule: 'ID32',
  },
  noPendingSignIn: {
    status: 401,
    code: 'login',
    text: 'It took too long, or this page was left in between. Enter your e-mail address and your password again.',
    rule: 'ID14',
  },
  wrongCode: {
    status: 422,
    code: 'login',
    text: 'This code is not right, or it was used already. Wait for the next one in your app, and try again. You can also use one of your backup codes.',
    rule: 'ID15',
  },
  wrongProof: {
    status: 403,
    code: 'forbidden',
    text: 'This is not right. Nothing was changed. Please try again.',
    rule: 'ID28',
    reason: 'wrong-proof',
  },
  needsProof: {
    status: 422,
    code: 'login',
    text: 'To change the e-mail address, enter your password as well. Nothing was changed.',
    rule: 'ID28',
  },
  linkGone: {
    status: 404,
    code: 'not-found',
    text: 'This link cannot be used any more: it was used already, it is too old, or a newer one was made. Ask for a new link.',
    rule: 'ID18',
  },
  linkUsed: {
    status: 409,
    code: 'business-rule',
    text: 'An account was made with this invitation already. Sign in with it; the invitation is still there.',
    rule: 'ID20',
  },
  emailTaken: {
    status: 409,
    code: 'conflict',
    text: 'This e-mail address has an account already. Sign in with it, or use another address. Nothing was changed.',
    rule: 'ID29',
  },
  changedMeanwhile: {
    status: 409,
    code: 'conflict',
    text: 'Something about this account was changed at the same moment. Nothing was changed here. Please look again, and try again.',
  },
  hasSecondFactor: {
    status: 409,
    code: 'conflict',
    text: 'A second step is switched on already. To set it up anew, switch it off first.',
    rule: 'ID16',
  },
  noSecondFactor: {
    status: 409,
    code: 'conflict',
    text: 'No second step is switched on. Nothing was changed.',
    rule: 'ID16',
  },
} as const satisfies Record<string, Problem>;

/** Too many wrong ones in a row: how long it takes until the next may be tried. `until` and `now` in milliseconds since the epoch. */
export function waitProblem(until: number, now: number): Problem {
  return {
    status: 429,
    code: 'throttled',
    text: `There were too many wrong tries in a row. Wait ${inWords(until - now)}, then try again. Nothing is lost.`,
    rule: 'ID12',
  };
}

/** Why a new password is not taken. */
export function passwordRefusal(problem: PasswordProblem): Problem {
  return { status: 422, code: 'business-rule', text: passwordWords[problem], rule: 'ID9' };
}

const passwordWords: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `This password is too short. Use at least ${passwordCharactersMin} characters: a few words that belong together for you alone. Nothing was changed.`,
  'too-long': 'This password is too long: 1,000 characters are the most. Nothing was changed.',
  'is-email':
    'Your e-mail address is no password: others know it. Choose something else. Nothing was changed.',
};

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 90) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
