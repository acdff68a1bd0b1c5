import { type SectionKey } from '@alliance/shared/careplan/section';

import { covers, seatOf } from './alliance-parts.ts';
import { type Case } from './case.ts';
import { bullet, heading, open, paragraph, precaution, quote, wrote } from './prose.ts';
import { type Times } from './times.ts';
import { type ToldCharter } from './told-charter.ts';

const caseName = 'brandt';

/** The smallest alliance: two therapists who have agreed to write everything together. Invented from end to end. */
export function therapyPairCase(times: Times): Case {
  return {
    name: caseName,
    alliance: {
      name: 'Brandt hand and walking pair',
      purpose:
        'Noah climbs to his flat and uses both hands at work again, on one programme instead of two.',
      status: 'active',
      activeSince: times.at(-100),
      seats: seats(times),
    },
    title: 'Hand and walking programme',
    status: 'active',
    patient: {
      name: 'Noah Brandt (synthetic)',
      preferredName: 'Noah',
      bornOn: '1991-06-11',
      identifier: 'DEMO-0003',
      language: 'English',
      needsInterpreter: false,
      allergies: ['No known allergies'],
    },
    sections: sections(times),
    charter,
    threads: [],
    lookedHoursAgo: { hannah: 40, marcus: 20 },
  };
}

/** One page, signed by both on the first day. */
const charter: ToldCharter = {
  passages: [
    wrote(
      'hannah',
      106,
      paragraph(
        'We write one programme. Whoever sees Noah first writes down what he did, and the other begins there.',
      ),
      bullet('Nothing new for hand or ankle without the other one.'),
      bullet('Shared sessions on Tuesdays and Fridays; who cannot come says so the day before.'),
    ),
  ],
  versions: [
    {
      by: 'hannah',
      hoursAgo: 102,
      signatures: [
        { by: 'hannah', hoursAgo: 101.9 },
        { by: 'marcus', hoursAgo: 100 },
      ],
    },
  ],
};

/** What the charter says of scopes: both edit everything. */
const bothEdit = (['what-matters', 'mobility', 'self-care', 'going-home'] as const).map(
  (sectionKey: SectionKey) => ({ sectionKey, right: 'edit' as const }),
);

function seats(times: Times): Case['alliance']['seats'] {
  const since = times.at(-110);
  return [
    seatOf(caseName, {
      name: 'physiotherapist',
      isLead: true,
      isSteward: true,
      contact: 'ext. 4415',
      coverage: [covers('hannah', 'primary', since)],
      scope: bothEdit,
      role: {
        disciplineKey: 'physical-therapist',
        title: 'Physiotherapist',
        responsibilities: ['Leads walking, stairs and load on the ankle'],
        offers: ['Shared sessions on Tuesdays and Fridays'],
        needs: ['What he can hold before he climbs with it'],
      },
    }),
    seatOf(caseName, {
      name: 'occupational-therapist',
      contact: 'ext. 4416',
      coverage: [covers('marcus', 'primary', since)],
      scope: bothEdit,
      role: {
        disciplineKey: 'occupational-therapist',
        title: 'Occupational therapist',
        responsibilities: ['Leads the hand, work tasks and the flat'],
        offers: ['The splint is checked before every shared session'],
        needs: ['No new exercise for the hand without me'],
      },
    }),
  ];
}

function sections(times: Times): Case['sections'] {
  return [
    {
      key: 'what-matters',
      heading: 'What matters to Noah',
      passages: [
        wrote(
          'marcus',
          98,
          quote('“Carry my own shopping up to the third floor, and hold a plane again.”'),
        ),
        wrote(
          'hannah',
          97,
          paragraph(
            'Carpenter, right-handed. Fell from a ladder: right wrist and left ankle. Said to both of us at the first visit.',
          ),
        ),
      ],
    },
    {
      key: 'mobility',
      heading: 'Walking and stairs',
      passages: [
        wrote(
          'hannah',
          96,
          precaution(
            'Left ankle: partial weight only, as agreed with the surgeon, until the check at the clinic.',
          ),
          bullet('Forearm crutch on the left only; the right hand must not carry weight.'),
        ),
        wrote(
          'marcus',
          18,
          bullet('Platform crutch tried today: wrist stays straight, he likes it.'),
        ),
        wrote('hannah', 16, open(`Eight steps with rail and platform crutch, by ${times.day(9)}`)),
      ],
    },
    {
      key: 'self-care',
      heading: 'Hand and daily tasks',
      passages: [
        wrote(
          'marcus',
          95,
          heading('Hand'),
          bullet('Splint on outside exercise times.'),
          bullet('Gentle movement five times a day; stops when it stings.'),
        ),
        wrote('hannah', 30, bullet('Washes standing at the basin now: two minutes on both feet.')),
      ],
    },
    {
      key: 'going-home',
      heading: 'Back home and to work',
      passages: [
        wrote(
          'marcus',
          60,
          bullet('Third floor, no lift, rail on the right going up.'),
          open('Shower stool borrowed'),
        ),
        wrote('hannah', 24, open('Neighbour carries the shopping for the first two weeks')),
      ],
    },
  ];
}
