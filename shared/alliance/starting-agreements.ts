import { type Agreements } from './charter.ts';

/** What a charter begins with, in our own words; all of it can be changed before it is put forward. `reviewBy`: ISO 8601 date. */
export function startingAgreements(reviewBy: string): Agreements {
  return {
    working: working.map((text, index) => ({ id: `working-${index + 1}`, text })),
    decisionRule: 'consent',
    responses: {
      routine: 'within a day',
      urgent: 'within an hour',
      critical: 'call, do not write',
    },
    meetingNorms: 'We begin on time, everybody speaks once before anybody speaks twice.',
    escalationPath: [],
    partnership: { attends: 'invited' },
    conflictSteps:
      'We say it to each other first. If that does not help, we bring it to the next huddle; after that the lead hears both sides and decides.',
    reviewBy,
  };
}

const working = [
  'I say what I will do, by when, and tell you if that slips.',
  'I ask before I change your section.',
  'I raise a worry early and to the person who can act.',
  'I answer a worry before I defend a decision.',
  'We use the patient’s words for what matters.',
  'Nobody is criticised for asking.',
] as const;
