import { answers, asks, contributes, goal, looked, supports, tagged } from '../tell-items.ts';
import { type Times } from '../times.ts';
import { type ToldItem } from '../told-item.ts';

/** The goals of the stroke plan: four that the team works on, and one that Elena proposes. */
export function vargasGoals(times: Times): readonly ToldItem[] {
  return [walk(times), coffee(times), dress(times), home(times), sundayCoffee];
}

function walk(times: Times): ToldItem {
  return goal('g-walk', 'mobility', {
    by: 'hannah',
    hoursAgo: 188,
    values: (seat) => ({
      statement:
        'I walk 50 metres indoors with a quad cane, with someone beside me who does not touch me.',
      expressedBy: seat('Patient'),
      leadDiscipline: 'physical-therapist',
      measure: 'Distance with the quad cane, with stand-by help',
      unit: 'm',
      baseline: '12, with one helper',
      target: '50',
      startOn: times.date(-8),
      dueOn: times.date(17),
      priority: 'high',
      achievable: 'From 5 to 12 m in her first days here, and she asks for more.',
      relevance: 'Home for her grandson’s birthday; the way from the car to Lucia’s kitchen.',
      component: 'activity',
      lifecycle: 'active',
      achievement: 'improving',
      stepMuchLess: 'Up to 15 m with one helper',
      stepLess: '16 to 35 m with one helper',
      stepExpected: '50 m with stand-by help',
      stepMore: '50 m alone in the room, watched from the door',
      stepMuchMore: '50 m and two steps with a rail',
      importance: 3,
      difficulty: 2,
      scaleBaseline: -2,
    }),
    later: [
      supports('hannah', 187.9, 'rehab-nurse'),
      supports('hannah', 187.8, 'occupational-therapist'),
      contributes(
        'hannah',
        187.7,
        'Physiotherapist',
        'Gait practice twice a day, and the transfer technique for everybody.',
      ),
      answers('elena', 186, 'Patient', 'agree'),
      contributes(
        'tom',
        180,
        'Rehab nurse',
        'She walks to the bathroom with one helper, every time by day.',
      ),
      answers('tom', 180, 'Rehab nurse', 'agree'),
      answers('priya', 178, 'Rehab physician', 'agree'),
      looked('hannah', 140, {
        on: times.date(-6),
        value: '12 m',
        score: -2,
        note: 'One helper, gait belt.',
      }),
      looked('hannah', 92, { on: times.date(-4), value: '14 m', score: -2, note: 'One rest.' }),
      looked('hannah', 44, {
        on: times.date(-2),
        value: '16 m',
        score: -1,
        note: 'The ankle support helps.',
      }),
      contributes(
        'marcus',
        42,
        'Occupational therapist',
        'Standing at the kitchen counter, and the turn in the doorway.',
      ),
      asks('hannah', 41, 'Social worker and discharge coordinator'),
      looked('hannah', 5, {
        on: times.date(0),
        value: '18 m',
        score: -1,
        note: 'With one rest. Turned in a doorway for the first time.',
      }),
    ],
  });
}

function coffee(times: Times): ToldItem {
  return goal('g-coffee', 'swallowing-communication', {
    by: 'sofia',
    hoursAgo: 185,
    values: (seat) => ({
      statement: 'I drink my coffee at breakfast, sitting up, without coughing.',
      expressedBy: seat('Patient'),
      leadDiscipline: 'speech-language',
      measure: 'Mornings of 7 with 150 ml of the agreed fluid and no cough or wet voice',
      unit: 'mornings of 7',
      baseline: '0',
      target: '5',
      startOn: times.date(-8),
      dueOn: times.date(12),
      priority: 'high',
      achievable: 'She swallows thickened fluids by spoon, and follows one-step cues.',
      relevance: 'Her own coffee at her own table.',
      component: 'activity',
      lifecycle: 'active',
      achievement: 'no-change',
      stepMuchLess: 'Coughs on thin fluids; thickened by spoon only',
      stepLess: 'Thickened from a cup, 5 mornings of 7',
      stepExpected: 'The agreed fluid from a cup, 5 mornings of 7',
      stepMore: 'Thin fluids in small sips, 5 mornings of 7',
      stepMuchMore: 'Her coffee every morning, with nobody beside her',
      importance: 3,
      difficulty: 3,
      scaleBaseline: -2,
    }),
    later: [
      supports('sofia', 184.9, 'rehab-nurse'),
      contributes(
        'sofia',
        184.8,
        'Speech-language therapist',
        'Swallow practice, and the card at the bed after every change.',
      ),
      answers('elena', 184, 'Patient', 'agree'),
      asks('sofia', 160, 'Rehab physician'),
      contributes(
        'tom',
        150,
        'Rehab nurse',
        'Fluids by spoon on every shift, and every cough written down.',
      ),
      looked('sofia', 68, {
        on: times.date(-3),
        value: '1 morning of 3',
        score: -2,
        note: 'Thickened, by spoon.',
      }),
      answers('priya', 40, 'Rehab physician', 'pending', 'I want to see the swallow check first.'),
      looked('sofia', 18, {
        on: times.date(-1),
        value: '0',
        score: -2,
        note: 'Coughed on thin fluids at lunch. Held until the next swallow check.',
      }),
      tagged('sofia', 18, 'review-required', `Held until the swallow check on ${times.day(2)}.`),
    ],
  });
}

function dress(times: Times): ToldItem {
  return goal('g-dress', 'self-care', {
    by: 'marcus',
    hoursAgo: 186,
    values: (seat) => ({
      statement: 'I put on my blouse by myself in ten minutes, before breakfast.',
      expressedBy: seat('Patient'),
      leadDiscipline: 'occupational-therapist',
      measure: 'Time to put on the blouse, one-handed, with spoken cues at most',
      unit: 'min',
      baseline: '25, with help at the shoulder',
      target: '10',
      startOn: times.date(-8),
      dueOn: times.date(10),
      priority: 'medium',
      achievable: 'She plans the first two steps alone.',
      relevance: 'She does not want to be seen in a nightgown.',
      component: 'activity',
      lifecycle: 'active',
      achievement: 'improving',
      stepMuchLess: '25 minutes with help at the shoulder',
      stepLess: '15 minutes with spoken cues',
      stepExpected: '10 minutes with spoken cues',
      stepMore: '10 minutes without cues',
      stepMuchMore: 'Dressed from head to foot without cues',
      importance: 2,
      difficulty: 2,
      scaleBaseline: -2,
    }),
    later: [
      supports('marcus', 185.9, 'rehab-nurse'),
      contributes(
        'marcus',
        185.8,
        'Occupational therapist',
        'Dressing practice every morning, the way she learned it.',
      ),
      answers('elena', 185, 'Patient', 'agree'),
      looked('marcus', 116, {
        on: times.date(-5),
        value: '18 min',
        score: -1,
        note: 'Help at the shoulder once.',
      }),
      looked('marcus', 68, { on: times.date(-3), value: '14 min', score: -1, note: '' }),
      asks('marcus', 66, 'Rehab nurse'),
      looked('marcus', 22, {
        on: times.date(-1),
        value: '10 min',
        score: 0,
        note: 'Spoken cues only.',
      }),
    ],
  });
}

function home(times: Times): ToldItem {
  return goal('g-home', 'going-home', {
    by: 'janelle',
    hoursAgo: 184,
    values: (seat) => ({
      statement: `I am home, at Lucia’s, by ${times.day(18)}.`,
      expressedBy: seat('Daughter'),
      leadDiscipline: 'social-worker',
      measure: 'Of the eight things before the day, how many are done',
      unit: 'of 8',
      baseline: '0',
      target: '8',
      startOn: times.date(-8),
      dueOn: times.date(18),
      priority: 'high',
      achievable: 'Lucia’s flat is on the ground floor, and she is there in the evenings.',
      relevance: `Her grandson’s birthday on ${times.day(20)}.`,
      component: 'participation',
      lifecycle: 'active',
      achievement: 'in-progress',
      stepMuchLess: 'Fewer than half of the eight things are done',
      stepLess: 'Home a week later',
      stepExpected: 'Home on the day, with all eight things done',
      stepMore: 'Home on the day, and Lucia has had her free evening',
      stepMuchMore: 'Home before the day',
      importance: 3,
      difficulty: 3,
      scaleBaseline: -2,
    }),
    later: [
      supports('janelle', 183.9, 'occupational-therapist'),
      supports('janelle', 183.8, 'physical-therapist'),
      contributes(
        'janelle',
        183.7,
        'Social worker and discharge coordinator',
        'One list with owners and dates, true every evening.',
      ),
      answers('elena', 182, 'Patient', 'agree'),
      answers('lucia', 181, 'Daughter', 'agree'),
      contributes(
        'marcus',
        100,
        'Occupational therapist',
        'Home visit, and the list of the equipment.',
      ),
      asks('janelle', 50, 'Physiotherapist'),
      asks('janelle', 49, 'Rehab nurse'),
      looked('janelle', 25, {
        on: times.date(-1),
        value: '2 of 8',
        score: -2,
        note: 'Equipment is two days late.',
      }),
    ],
  });
}

/** What Elena wishes for herself. Nobody of the team has taken it up yet. */
const sundayCoffee = goal('g-sunday', 'self-care', {
  by: 'elena',
  hoursAgo: 28,
  values: (seat) => ({
    statement: 'I make the Sunday coffee for Lucia and my grandson.',
    expressedBy: seat('Patient'),
    relevance: 'At home I was always the one who made it.',
  }),
  later: [],
});
