import { assists, daily, intervention, row, tagged, wasDone } from '../tell-items.ts';
import { type Times } from '../times.ts';
import { type ToldItem } from '../told-item.ts';

/** What the team does for the goals of the stroke plan, and two rows of what to do if something happens. */
export function vargasInterventions(times: Times): readonly ToldItem[] {
  return [
    gaitPractice(times),
    dressingPractice(times),
    swallowReview(times),
    fluidsBySpoon(times),
    equipment(times),
    familyTraining(times),
    shoulderRow,
    nightRow,
  ];
}

function gaitPractice(times: Times): ToldItem {
  return intervention('i-gait', 'mobility', {
    by: 'hannah',
    hoursAgo: 70,
    goals: ['g-walk'],
    values: (seat) => ({
      text: 'Gait practice with the quad cane, twenty minutes each time.',
      responsible: seat('Physiotherapist'),
      frequency: daily('08:30', '14:00'),
      startOn: times.date(-3),
      endOn: times.date(17),
      location: 'Corridor of the ward, and the kitchen counter while the kettle boils',
      patientPart: 'I walk twice a day, and I say at once when I am dizzy.',
      precautions: 'Blood pressure lying and standing before every session.',
      stopRule: 'Dizzy or pale: stop, sit her down, tell the nurse.',
      status: 'active',
    }),
    later: [
      assists('hannah', 69.9, 'Rehab nurse'),
      wasDone('hannah', 29, '16 m.'),
      tagged('hannah', 20.5, 'conflicting', 'Dressing practice at 08:15 runs into it.'),
      wasDone('hannah', 5, '18 m, with one rest.'),
    ],
  });
}

function dressingPractice(times: Times): ToldItem {
  return intervention('i-dress', 'self-care', {
    by: 'marcus',
    hoursAgo: 100,
    goals: ['g-dress'],
    values: (seat) => ({
      text: 'Dressing practice: right arm first, buttons one-handed from below.',
      responsible: seat('Occupational therapist'),
      frequency: daily('08:15'),
      startOn: times.date(-4),
      endOn: times.date(10),
      location: 'Her room, at the table',
      patientPart: 'I put on my blouse first thing, and wait for one word of help.',
      precautions: 'No pulling on the right arm.',
      stopRule: 'Pain in the right shoulder: stop, put the arm on the tray, tell me.',
      status: 'active',
    }),
    later: [
      wasDone('marcus', 22, '10 minutes, spoken cues only.'),
      tagged('marcus', 21, 'conflicting', 'The same slot as gait practice at 08:30.'),
    ],
  });
}

function swallowReview(times: Times): ToldItem {
  return intervention('i-swallow', 'swallowing-communication', {
    by: 'sofia',
    hoursAgo: 160,
    goals: ['g-coffee'],
    values: (seat) => ({
      text: 'Swallow practice at breakfast, and a swallow check before anything thinner.',
      responsible: seat('Speech-language therapist'),
      frequency: { count: 1, period: 2, unit: 'd', timesOfDay: [], isAsNeeded: false },
      startOn: times.date(-7),
      endOn: times.date(12),
      location: 'At the table, sitting fully upright',
      patientPart: 'One spoon, swallow, wait, swallow again. I cough when my voice is wet.',
      precautions: 'Thickened fluids by spoon only, until the next swallow check.',
      stopRule: 'Coughing or a wet voice: stop, sit her upright, call ext. 4417.',
      status: 'active',
    }),
    later: [wasDone('sofia', 18, 'Coughed on thin fluids; held.')],
  });
}

function fluidsBySpoon(times: Times): ToldItem {
  return intervention('i-fluids', 'nursing-safety', {
    by: 'tom',
    hoursAgo: 18,
    goals: ['g-coffee'],
    values: (seat) => ({
      text: 'Thickened fluids by spoon, counted by spoon and charted.',
      responsible: seat('Rehab nurse'),
      frequency: { count: 1, period: 2, unit: 'h', timesOfDay: [], isAsNeeded: false },
      startOn: times.date(-1),
      patientPart: 'I drink a few spoons each time somebody comes.',
      stopRule: 'Under the target on the chart by the evening: call the physician.',
      status: 'active',
    }),
    later: [wasDone('tom', 3, '')],
  });
}

function equipment(times: Times): ToldItem {
  return intervention('i-equipment', 'going-home', {
    by: 'janelle',
    hoursAgo: 51,
    goals: ['g-home'],
    values: (seat) => ({
      text: 'Order the raised toilet seat, the bath board and the rail, and have them delivered to Lucia.',
      responsible: seat('Social worker and discharge coordinator'),
      startOn: times.date(-6),
      endOn: times.date(-2),
      patientPart: 'I tell Lucia where I want the rail.',
      status: 'active',
    }),
    later: [
      assists('janelle', 50.9, 'Occupational therapist'),
      tagged('janelle', 25, 'follow-up', 'Two days late; the supplier confirms by phone.'),
    ],
  });
}

function familyTraining(times: Times): ToldItem {
  return intervention('i-family', 'going-home', {
    by: 'janelle',
    hoursAgo: 50,
    goals: ['g-home', 'g-walk'],
    values: (seat) => ({
      text: 'Lucia learns two safe transfers and shows them.',
      responsible: seat('Physiotherapist'),
      frequency: { count: 2, period: 1, unit: 'wk', timesOfDay: [], isAsNeeded: false },
      endOn: times.date(7),
      location: 'Her room; the time is still to be agreed',
      patientPart: 'I practise with Lucia, and say “uno, dos, tres”.',
      status: 'draft',
    }),
    later: [assists('janelle', 49.9, 'Rehab nurse')],
  });
}

const shoulderRow = row('r-shoulder', 'mobility', {
  by: 'hannah',
  hoursAgo: 68,
  values: {
    condition: 'Pain in the right shoulder when she moves or is moved',
    action: 'Stop, arm on the tray in her sight, no pulling',
    call: 'Occupational therapist, ext. 4416',
  },
});

const nightRow = row('r-night', 'nursing-safety', {
  by: 'tom',
  hoursAgo: 12,
  values: {
    condition: 'At night, tries to get up alone',
    action: 'Stay with her, ask about the toilet, bell back to her left',
    call: 'Rehab nurse, ext. 4412',
  },
});
