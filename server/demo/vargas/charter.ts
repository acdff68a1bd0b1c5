import { bullet, heading, paragraph, wrote } from '../prose.ts';
import { type ToldCharter } from '../told-charter.ts';

/** The second version says how texture and technique are decided. Janelle has not signed it yet. */
export const vargasCharter: ToldCharter = {
  passages: [
    wrote(
      'priya',
      212,
      heading('What we promise each other'),
      paragraph(
        'One plan that all of us write in. What is not in the plan was not agreed, and what stands there somebody has checked with whom it concerns.',
      ),
      bullet('Elena and Lucia hear of a change from one of us before they read it.'),
      bullet('We speak Spanish with Elena, or wait for the interpreter.'),
    ),
    wrote(
      'tom',
      208,
      heading('Day and night'),
      bullet('The night reads the plan at the beginning and leaves a handover note at the end.'),
      bullet('What the night saw is looked at before the morning huddle.'),
    ),
    wrote(
      'sofia',
      60,
      heading('When two of us see it differently'),
      paragraph(
        'Texture and fluids are decided by speech-language therapy with the physician; transfer technique by physiotherapy. Until they have decided, the safer one counts, and nobody tells the family another.',
      ),
    ),
  ],
  agreements: {
    responses: {
      routine: 'within a day',
      urgent: 'within four hours',
      critical: 'call, do not write',
    },
    meetingNorms:
      'Ten minutes at the board every day. Elena or Lucia speak first, the physician last.',
  },
  versions: [
    {
      by: 'priya',
      hoursAgo: 206,
      signatures: [
        { by: 'priya', hoursAgo: 205.9 },
        { by: 'tom', hoursAgo: 205 },
        { by: 'hannah', hoursAgo: 204 },
        { by: 'marcus', hoursAgo: 203 },
        { by: 'sofia', hoursAgo: 202 },
        { by: 'janelle', hoursAgo: 200 },
      ],
    },
    {
      by: 'priya',
      hoursAgo: 46,
      agreements: {
        responses: {
          routine: 'within a day',
          urgent: 'within an hour',
          critical: 'call, do not write',
        },
      },
      signatures: [
        { by: 'priya', hoursAgo: 45.9 },
        { by: 'tom', hoursAgo: 44 },
        { by: 'hannah', hoursAgo: 43 },
        {
          by: 'sofia',
          hoursAgo: 41,
          meaning: 'agree-with-reservation',
          note: 'An hour is not enough when I am in the clinic on Thursdays. Then call me.',
        },
        { by: 'marcus', hoursAgo: 22 },
      ],
    },
  ],
};
