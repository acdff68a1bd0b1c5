import { z } from 'zod';

/** Why a request is refused, as a value: a status, a FHIR issue code, and words for a person. Never content. */
export interface Problem {
  readonly status: number;
  readonly code: IssueCode;
  /** What happened and what to do next, in plain words. */
  readonly text: string;
  /** The rule of `SPEC.md` that refuses, where a client has more to say about it: `CM12`. */
  readonly rule?: string;
  /** Why, as a key for machines, where a rule refuses for more than one reason: `own-read-back`. */
  readonly reason?: string;
}

/** The FHIR R4 `OperationOutcome.issue.code`s in use. */
export const issueCodes = [
  'invalid',
  'login',
  'forbidden',
  'not-found',
  'conflict',
  'throttled',
  'business-rule',
  'not-supported',
  'too-long',
  'no-store',
  'transient',
  'exception',
] as const;

/** One of {@link issueCodes}. */
export type IssueCode = (typeof issueCodes)[number];

/** The only shape of an error: FHIR R4 `OperationOutcome`. */
export const operationOutcomeSchema = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(
    z.object({
      severity: z.literal('error'),
      code: z.enum(issueCodes),
      details: z.object({
        coding: z.array(z.object({ code: z.string() })).exactOptional(),
        text: z.string(),
      }),
    }),
  ),
});

/** A problem as its reader gets it: first the rule is coded, then the reason. */
export function operationOutcome({
  code,
  text,
  rule,
  reason,
}: Problem): z.infer<typeof operationOutcomeSchema> {
  const codes = [rule, reason].filter((each) => each !== undefined);
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code,
        details: {
          ...(codes.length > 0 && { coding: codes.map((each) => ({ code: each })) }),
          text,
        },
      },
    ],
  };
}

/** The problems that more than one place refuses with. */
export const problems = {
  signedOut: {
    status: 401,
    code: 'login',
    text: 'You are not signed in here. Choose who you are, then try again. Nothing was changed.',
  },
  locked: {
    status: 401,
    code: 'login',
    text: 'This page was locked because nobody used it. Unlock it to go on. Nothing was changed.',
    rule: 'ID24',
    reason: 'locked',
  },
  notFound: {
    status: 404,
    code: 'not-found',
    text: 'There is nothing at this address that you may see.',
  },
  askedTooOften: {
    status: 429,
    code: 'throttled',
    text: 'This was asked for too often within a minute. Nothing is lost and nothing was changed. Close tabs that you do not need, wait a minute, and try again.',
    rule: 'IB16',
  },
  foreignOrigin: {
    status: 403,
    code: 'forbidden',
    text: 'This request comes from a page that does not belong to this server. Nothing was changed.',
  },
  notJson: {
    status: 415,
    code: 'not-supported',
    text: 'Requests that change something are sent as JSON. Nothing was changed.',
  },
  malformed: {
    status: 400,
    code: 'invalid',
    text: 'This request cannot be read. Nothing was changed.',
  },
  tooLarge: {
    status: 413,
    code: 'too-long',
    text: 'This request is too large. Nothing was changed.',
  },
  storageFull: {
    status: 507,
    code: 'no-store',
    text: 'There is no space left to save. Everything saved before is safe. Tell whoever runs the server.',
  },
  starting: {
    status: 503,
    code: 'transient',
    text: 'Alliance is starting. Nothing was changed. Please try again in a moment.',
  },
  failed: {
    status: 500,
    code: 'exception',
    text: 'Something went wrong on the server. Everything that was saved is safe. Please try again.',
  },
} as const satisfies Record<string, Problem>;
