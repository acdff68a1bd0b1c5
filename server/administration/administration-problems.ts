/** Why administration refuses something, in words for a person. */
import { type Problem } from '../http/problem.ts';

/** The problems of administration. */
export const administrationProblems = {
  lastAdministrator: {
    status: 409,
    code: 'business-rule',
    text: 'This is the last person who administers this installation. Make somebody else an administrator first. Nothing was changed.',
    rule: 'AM5',
  },
  yourself: {
    status: 409,
    code: 'business-rule',
    text: 'You cannot suspend yourself. Another administrator can. Nothing was changed.',
    rule: 'AM6',
  },
  demoPeople: {
    status: 409,
    code: 'business-rule',
    text: 'The people of the demonstration have no accounts, so there is nothing to change about them. Switch the demonstration off to work with real accounts.',
    rule: 'AM3',
  },
  changedMeanwhile: {
    status: 409,
    code: 'conflict',
    text: 'Something about this account was changed at the same moment. Nothing was changed here. Look again, and try again.',
  },
  notThisMachine: {
    status: 409,
    code: 'business-rule',
    text: 'The demonstration lets anyone in without a password, so it runs only where nobody else can reach the server. Nothing was changed.',
    rule: 'AM11',
  },
  alliancesExist: {
    status: 409,
    code: 'business-rule',
    text: 'There are alliances here already. The demonstration never stands beside them. Nothing was changed.',
    rule: 'AM11',
  },
} as const satisfies Record<string, Problem>;
