import { type Coverage, type HandoverNote, type Seat } from '@alliance/shared/alliance/alliance';
import { sectionKeys } from '@alliance/shared/careplan/section';

import { type SeatWords, covers, seatOf } from '../alliance-parts.ts';
import { type Times } from '../times.ts';

/** Makes the ids of this case; never shown. */
export const caseName = 'vargas';

/** How many nights ahead the covers are planned: the demo stays alive when it is opened again days later. */
const nightsPlanned = 30;

/** The seats of the stroke alliance: six professionals, patient and daughter, and the scripted colleague last. */
export function vargasSeats(times: Times): readonly Seat[] {
  return [...clinicalSeats(times), ...therapySeats(times), ...otherSeats(times)].map((words) =>
    seatOf(caseName, words),
  );
}

function clinicalSeats(times: Times): readonly SeatWords[] {
  return [
    {
      name: 'physician',
      isLead: true,
      contact: 'ext. 4410, pager 118',
      coverage: [covers('priya', 'primary', times.at(-216)), ...nights('samuel', times, 9)],
      role: {
        disciplineKey: 'rehab-physician',
        title: 'Rehab physician',
        responsibilities: [
          'Leads the plan and its medical goals',
          'Answers for the medicines plan',
        ],
        offers: [
          'An answer to urgent questions within the hour',
          'I say in the huddle what I changed and why',
        ],
        needs: [
          'Tell me what you saw, not only what you think',
          'Blood pressure before you call about dizziness',
        ],
      },
    },
    {
      name: 'nurse',
      isSteward: true,
      contact: 'ext. 4412, day and night',
      coverage: [covers('tom', 'primary', times.at(-216)), ...nights('amara', times, 8)],
      role: {
        disciplineKey: 'rehab-nurse',
        title: 'Rehab nurse',
        responsibilities: [
          'Carries the plan through 24 hours',
          'Keeps the plan in order and records Elena’s words',
        ],
        offers: [
          'Read-back of every critical change within the shift',
          'Honest reports of the nights',
        ],
        needs: [
          'One texture and one transfer technique, written down',
          'Changes before 15:00, so that the evening shift has them',
        ],
      },
    },
  ];
}

function therapySeats(times: Times): readonly SeatWords[] {
  const since = times.at(-216);
  return [
    {
      name: 'physiotherapist',
      contact: 'ext. 4415',
      coverage: [
        covers('hannah', 'primary', since),
        covers('jonas', 'cover', times.onTheHour(-70), times.onTheHour(-46)),
      ],
      role: {
        disciplineKey: 'physical-therapist',
        title: 'Physiotherapist',
        responsibilities: [
          'Leads walking and transfers',
          'Teaches safe transfers to team and family',
        ],
        offers: ['I tell the ward the same day when the technique changes'],
        needs: ['A rested patient, and blood pressure lying and standing'],
      },
    },
    {
      name: 'occupational-therapist',
      contact: 'ext. 4416',
      coverage: [covers('marcus', 'primary', since)],
      role: {
        disciplineKey: 'occupational-therapist',
        title: 'Occupational therapist',
        responsibilities: ['Leads dressing, arm and home tasks', 'Lists the equipment'],
        offers: ['Photos and a one-page guide for every technique'],
        needs: ['A morning slot that is not shared'],
      },
    },
    {
      name: 'speech-language-therapist',
      contact: 'ext. 4417',
      coverage: [covers('sofia', 'primary', since)],
      role: {
        disciplineKey: 'speech-language',
        title: 'Speech-language therapist',
        responsibilities: [
          'Leads swallowing and communication',
          'Decides texture and fluids with the physician',
        ],
        offers: ['A new card at the bed within an hour of any change'],
        needs: ['Tell me of every cough at a meal, with what she had'],
      },
    },
  ];
}

function otherSeats(times: Times): readonly SeatWords[] {
  const since = times.at(-216);
  return [
    {
      name: 'social-worker',
      contact: 'ext. 4419',
      coverage: [covers('janelle', 'primary', since)],
      role: {
        disciplineKey: 'social-worker',
        title: 'Social worker and discharge coordinator',
        responsibilities: ['Leads going home', 'Speaks with family, funders and home services'],
        offers: ['One list with owners and dates, true every evening'],
        needs: ['Equipment needs two weeks before the day'],
      },
    },
    {
      name: 'patient',
      contact: 'Room 12, bed by the window',
      coverage: [covers('elena', 'primary', since)],
      role: {
        disciplineKey: 'patient',
        title: 'Patient',
        responsibilities: ['Says what matters'],
        offers: ['I try everything once'],
        needs: ['Time to find my words'],
      },
    },
    {
      name: 'daughter',
      contact: '555-0101, after 17:00',
      coverage: [covers('lucia', 'primary', since)],
      role: {
        disciplineKey: 'caregiver',
        title: 'Daughter',
        responsibilities: ['Opens her home', 'Learns transfers and drinks'],
        offers: ['Every evening, and both days of the weekend'],
        needs: ['Training in the evening', 'One person to call'],
      },
    },
    simulatedSeat(since),
  ];
}

/** May edit everywhere, so that it can type beside anybody; it owns nothing and is labelled everywhere. */
function simulatedSeat(since: string): SeatWords {
  return {
    name: 'simulated',
    isRequired: false,
    contact: 'Not a person. Types only when a visitor asks.',
    coverage: [covers('robin', 'primary', since)],
    scope: sectionKeys.map((sectionKey) => ({ sectionKey, right: 'edit' })),
    role: {
      disciplineKey: 'registered-nurse',
      title: 'Simulated colleague',
      responsibilities: ['Shows what typing together feels like'],
      offers: ['Notes that say that they are simulated'],
      needs: [],
    },
  };
}

/** Twelve hours of cover every night; the first begins so many hours from now, and the nights before it were covered too. */
function nights(who: 'amara' | 'samuel', times: Times, firstHours: number): readonly Coverage[] {
  return Array.from({ length: nightsPlanned + 9 }, (_, night) => {
    const from = firstHours + (night - 9) * 24;
    const isLast = night === 8;
    const row = covers(who, 'cover', times.onTheHour(from), times.onTheHour(from + 12));
    return isLast && who === 'amara' ? { ...row, handover: lastNight(times) } : row;
  });
}

/** What the last night left to the day. */
function lastNight(times: Times): HandoverNote {
  return {
    text: 'Slept from eleven to five, turned twice. Nothing to drink without thickener, as agreed. At five she wanted to get up alone; I sat with her until she was tired again. Her heels are fine.',
    at: times.onTheHour(-4),
  };
}
