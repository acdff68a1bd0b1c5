import { type ToldThread } from '../told-thread.ts';

/** What the stroke team is talking about: five comments in four threads, one of them critical and not read back. */
export const vargasThreads: readonly ToldThread[] = [
  {
    sectionKey: 'swallowing-communication',
    about: 'I drink my coffee at breakfast, sitting up, without coughing.',
    kind: 'critical',
    audience: 'team',
    comments: [
      {
        by: 'sofia',
        hoursAgo: 20,
        text: 'She coughed on thin fluids three times while I was with her, and her voice was wet afterwards. Please hold thin fluids, the morning coffee too, until I have reviewed her. Can nursing start now?',
        calls: ['Rehab nurse'],
      },
      {
        by: 'tom',
        hoursAgo: 19,
        text: 'Held from now on. Two of the morning tablets cannot be crushed.',
      },
    ],
  },
  {
    sectionKey: 'medicines',
    about: 'Morning medicines at 08:00',
    kind: 'question',
    audience: 'team',
    assigned: { seat: 'Rehab physician', inDays: 1 },
    comments: [
      {
        by: 'hannah',
        hoursAgo: 6.5,
        text: 'On three mornings she was dizzy about 20 minutes after the tablets, just when we start walking. Can the time of the tablets change? I can bring blood pressure lying and standing.',
        calls: ['Rehab physician'],
      },
    ],
  },
  {
    sectionKey: 'self-care',
    about: 'Dressing practice at 08:15.',
    kind: 'question',
    audience: 'team',
    comments: [
      {
        by: 'marcus',
        hoursAgo: 21,
        text: 'This is the same slot as gait practice at 08:30, and she cannot do both rested. She wants to be dressed before breakfast. Can walking move to later in the morning?',
        calls: ['Physiotherapist'],
      },
    ],
  },
  {
    sectionKey: 'going-home',
    about: 'Lucia has shown two safe transfers',
    kind: 'question',
    audience: 'shared',
    comments: [
      {
        by: 'lucia',
        hoursAgo: 26,
        text: 'I work until five, so I can only come in the evenings. Can the training be at 18:00?',
      },
    ],
  },
];
