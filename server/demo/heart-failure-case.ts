import { covers, seatOf } from './alliance-parts.ts';
import { type Case } from './case.ts';
import { castId } from './cast.ts';
import { bullet, heading, open, paragraph, precaution, quote, wrote } from './prose.ts';
import { type Times } from './times.ts';
import { type ToldCharter } from './told-charter.ts';
import { type ToldThread } from './told-thread.ts';

const caseName = 'jensen';

/** A forming alliance: everybody is there but the pharmacist, and the page says so. Invented from end to end. */
export function heartFailureCase(times: Times): Case {
  return {
    name: caseName,
    alliance: {
      name: 'Jensen heart-failure alliance',
      purpose: `Walter goes home by ${times.day(4)}, knows his morning weight, and knows whom to call.`,
      status: 'proposed',
      seats: seats(times),
    },
    title: 'Heart-failure discharge plan',
    status: 'draft',
    patient: {
      name: 'Walter Jensen (synthetic)',
      preferredName: 'Walter',
      bornOn: '1958-09-02',
      identifier: 'DEMO-0002',
      language: 'English',
      needsInterpreter: false,
      allergies: ['Penicillin: rash'],
    },
    sections: sections(times),
    charter,
    threads,
    lookedHoursAgo: { tom: 8 },
  };
}

/** Put forward, and signed by everybody but the pharmacist, who has not answered. */
const charter: ToldCharter = {
  passages: [
    wrote(
      'ingrid',
      25,
      paragraph(
        'Walter hears one target weight, one trigger and one number to call, from all of us.',
      ),
      bullet('Whoever changes a medicine writes down why, the same day.'),
      bullet('Nobody discharges him before scales, phone call and visit are booked.'),
    ),
  ],
  versions: [
    {
      by: 'ingrid',
      hoursAgo: 23,
      signatures: [
        { by: 'ingrid', hoursAgo: 22.9 },
        { by: 'tom', hoursAgo: 21 },
        { by: 'janelle', hoursAgo: 20 },
        { by: 'mei', hoursAgo: 19 },
      ],
    },
  ],
};

/** A conversation that came to its end. */
const threads: readonly ToldThread[] = [
  {
    sectionKey: 'nursing-safety',
    about: 'same scales',
    kind: 'question',
    audience: 'team',
    comments: [
      {
        by: 'janelle',
        hoursAgo: 15,
        text: 'Which scales will he use at home? I can order some if he has none.',
        calls: ['Registered nurse'],
      },
      {
        by: 'tom',
        hoursAgo: 14,
        text: 'He has old ones that nobody trusts. Please order the model that we use here, so that the numbers can be compared.',
        before: { text: 'He has old ones. Please order some.', untilHoursAgo: 13.8 },
      },
      {
        by: 'janelle',
        hoursAgo: 12,
        text: 'Ordered, the same model. The delivery is on the list under Going home.',
        purpose: 'resolution',
      },
    ],
    isResolved: true,
  },
];

function seats(times: Times): Case['alliance']['seats'] {
  const since = times.at(-30);
  return [
    {
      name: 'cardiologist',
      isLead: true,
      contact: 'ext. 4430',
      coverage: [covers('ingrid', 'primary', since)],
      role: {
        disciplineKey: 'cardiologist',
        title: 'Cardiologist',
        responsibilities: ['States the target weight and what triggers a call'],
        offers: ['A decision on the day of discharge before noon'],
        needs: ['Morning weights without gaps'],
      },
    } as const,
    {
      name: 'nurse',
      isSteward: true,
      contact: 'ext. 4412',
      coverage: [covers('tom', 'primary', since)],
      role: {
        disciplineKey: 'registered-nurse',
        title: 'Registered nurse',
        responsibilities: ['Morning weight, ankles and breath', 'Teach-back on every shift'],
        offers: ['A call before noon when a weight is missing'],
        needs: ['One list of medicines that everybody agrees on'],
      },
    } as const,
    {
      name: 'pharmacist',
      invitation: {
        state: 'requested',
        asked: {
          by: castId('ingrid'),
          at: times.at(-22),
          expiresAt: times.at(7 * 24 - 22),
          message: 'Walter’s two lists of medicines differ. Can you reconcile them before he goes?',
          personId: castId('naomi'),
        },
      },
      contact: 'Asked yesterday, no answer yet',
      coverage: [],
      role: {
        disciplineKey: 'pharmacist',
        title: 'Pharmacist',
        responsibilities: ['Reconciles the medicines list', 'Watches kidney function dates'],
        offers: [],
        needs: [],
      },
    } as const,
    {
      name: 'dietitian',
      contact: 'ext. 4433',
      coverage: [covers('mei', 'primary', since)],
      role: {
        disciplineKey: 'dietitian',
        title: 'Dietitian',
        responsibilities: ['Finds two swaps that Walter chooses himself'],
        offers: ['A visit before discharge'],
        needs: ['Who cooks at home'],
      },
    } as const,
    {
      name: 'coordinator',
      contact: 'ext. 4419',
      coverage: [covers('janelle', 'primary', since)],
      role: {
        disciplineKey: 'care-coordinator',
        title: 'Care coordinator',
        responsibilities: ['Scales, transport, visit and phone call after discharge'],
        offers: ['Every date in one place'],
        needs: ['The day of discharge two days ahead'],
      },
    } as const,
    {
      name: 'patient',
      contact: 'Room 4',
      coverage: [covers('walter', 'primary', since)],
      role: {
        disciplineKey: 'patient',
        title: 'Patient',
        responsibilities: ['Weighs himself'],
        offers: ['I say when I do not understand'],
        needs: ['One number to call'],
      },
    } as const,
  ].map((words) => seatOf(caseName, words));
}

function sections(times: Times): Case['sections'] {
  return [
    {
      key: 'what-matters',
      heading: 'What matters to Walter',
      passages: [
        wrote(
          'walter',
          26,
          quote('“I want to sleep flat again and take the dog round the block.”'),
          bullet('My neighbour has the dog until I am home.'),
        ),
      ],
    },
    {
      key: 'snapshot',
      heading: 'Heart-failure snapshot',
      passages: [
        wrote(
          'ingrid',
          28,
          paragraph(
            'Third admission this year with fluid overload. Breathing is easier since yesterday, ankles are still swollen. Lives alone, drives, cooks from tins.',
          ),
          bullet(
            'Target weight and the weight that triggers a call: written by cardiology before discharge.',
          ),
        ),
      ],
    },
    {
      key: 'medicines',
      heading: 'Medicines plan',
      passages: [
        wrote(
          'ingrid',
          27,
          precaution('Allergy: penicillin.'),
          paragraph('Orders and doses are in the prescribing system.'),
          bullet(
            'The home list and the ward list differ. A pharmacist is asked to reconcile them.',
          ),
        ),
        wrote('tom', 5, open('Walter can say what each tablet is for, before he leaves')),
      ],
    },
    {
      key: 'nursing-safety',
      heading: 'Daily weight and self-checks',
      passages: [
        wrote(
          'tom',
          20,
          heading('Every morning'),
          bullet('Weight after the toilet, before breakfast, same scales.'),
          bullet('Ankles, breath lying flat, how many pillows last night.'),
          open('He does it himself, with us watching'),
        ),
      ],
    },
    {
      key: 'going-home',
      heading: 'Going home',
      passages: [
        wrote(
          'janelle',
          6,
          open('Scales delivered'),
          open(`Phone call two days after discharge, ${times.day(6)}`),
          open('Visit within the first week, transport booked'),
        ),
      ],
    },
    {
      key: 'contingency',
      heading: 'If something happens',
      passages: [
        wrote(
          'ingrid',
          25,
          bullet(
            'Weight above the trigger, or sleeping upright → write it down, do not wait for the morning → cardiology, ext. 4430',
          ),
          bullet('Chest pain or fainting → stay with him → rapid response team, ext. 2222'),
        ),
      ],
    },
  ];
}
