import { type Template } from '../template.ts';
import {
  bullets,
  calls,
  daily,
  familySeat,
  goal,
  intervention,
  paragraph,
  patientSeat,
  seat,
  section,
  stewardSeat,
} from './template-parts.ts';

/** Heart failure: from the ward to home. */
export const heartFailureDischarge: Template = {
  title: 'Heart failure: home from hospital',
  purpose:
    'Bring the patient home, able to see trouble coming and to reach us before it is an emergency.',
  seats: [
    seat({
      disciplineKey: 'attending',
      title: 'Attending physician',
      responsibilities: ['Leads the plan', 'States the target weight and what triggers a call'],
      offers: ['An answer to urgent questions within the hour'],
      needs: ['Morning weight and symptoms before the round'],
    }),
    stewardSeat({
      disciplineKey: 'registered-nurse',
      title: 'Nurse',
      responsibilities: ['Morning weight, ankles and breath', 'Practises self-checks every shift'],
      offers: ['An honest word on what the patient can do alone'],
      needs: ['Changes of medicines before the evening round'],
    }),
    seat({
      disciplineKey: 'pharmacist',
      title: 'Pharmacist',
      responsibilities: ['One true list of medicines', 'Kidney and potassium dates'],
      offers: ['A list that the patient can read'],
      needs: ['Every medicine that was stopped, and why'],
    }),
    seat({
      disciplineKey: 'dietitian',
      title: 'Dietitian',
      responsibilities: ['Salt and fluids that fit the kitchen at home'],
      offers: ['Two swaps that the patient has chosen'],
      needs: ['The fluid target in one line'],
    }),
    seat({
      disciplineKey: 'physical-therapist',
      title: 'Physiotherapist',
      responsibilities: ['Walking and stairs, with a stop rule'],
      offers: ['A ladder of steps that can be done at home'],
      needs: ['Limits of blood pressure and pulse, written down'],
    }),
    seat({
      disciplineKey: 'care-coordinator',
      title: 'Care coordinator',
      responsibilities: ['First call and first visit after discharge', 'Scales and transport'],
      offers: ['One list with names and dates that is true every evening'],
      needs: ['The day of discharge two days ahead'],
    }),
    patientSeat,
    familySeat('Family'),
  ],
  sections: [
    section(
      'what-matters',
      'What matters',
      paragraph('What do you want to be able to do at home again? What worries you most?'),
    ),
    section(
      'health-concerns',
      'Fluid and symptom picture',
      ...bullets(
        'Target weight {kg}, without swelling and able to lie flat',
        'Breath, ankles and sleeping position, looked at every morning',
        'Who looks at which result, and on which day: {name}, {date}',
      ),
    ),
    section(
      'medicines',
      'Medicines plan',
      ...bullets(
        'The list was compared with what is in the cupboard at home on {date}',
        'Kidney function and potassium again on {date}; acted on by {name}',
        'What each medicine costs, and whether that is a problem',
      ),
      goal(
        'names',
        {
          statement: 'I can say what each of my heart medicines is for.',
          measure: 'Medicines that the patient explains in their own words',
          unit: '',
          target: 'all of them',
        },
        { lead: 'pharmacist', supporting: ['registered-nurse'], dueDays: 5 },
      ),
      intervention('pharmacist', ['names'], {
        text: 'Compares the lists, sets the dates for kidney function and potassium, looks at what it costs.',
        patientPart: 'I bring everything that is in my cupboard, and say what I do not take.',
      }),
    ),
    section(
      'nutrition',
      'Food and fluids',
      ...bullets(
        'Where the salt comes from in an ordinary week',
        'Fluids: {litres} a day, in cups that are used at home',
      ),
      intervention('dietitian', ['hospital'], {
        text: 'Asks how salt gets into an ordinary week, and finds two swaps that the patient chooses: {swap}, {swap}.',
        patientPart: 'I choose two swaps that I can live with.',
      }),
    ),
    section(
      'mobility',
      'Activity and pacing',
      ...bullets('A hill, a bag or a bad night counts as effort, too'),
      goal(
        'stairs',
        {
          statement: 'I climb one flight without stopping.',
          measure: 'Steps without stopping',
          unit: 'steps',
          target: '{12}',
        },
        { lead: 'physical-therapist', dueDays: 21 },
      ),
      intervention('physical-therapist', ['stairs'], {
        text: 'Walking ladder: {steps}, effort no more than {score} of 10.',
        frequency: daily(2),
        patientPart: 'I walk my step of the ladder every day and write down how hard it was.',
        precautions: 'Blood pressure and pulse within {limits} before and after.',
        stopRule:
          'Chest pain, dizziness, or breath too short to speak: stop, sit down, call {number}.',
      }),
    ),
    section(
      'self-management',
      'Daily weight and self-checks',
      ...bullets('Scales at home, same time, same clothes, written down'),
      goal(
        'weight',
        {
          statement: 'I weigh myself every morning and know when to call.',
          measure: 'Mornings of 7 on which the weight is written down',
          unit: 'of 7 mornings',
          target: '{5}',
        },
        { lead: 'registered-nurse', supporting: ['attending', 'dietitian'], dueDays: 7 },
      ),
      intervention('registered-nurse', ['weight'], {
        text: 'Weight, ankles and breath every morning; the patient says back what they saw and when they would call.',
        frequency: daily(1),
        patientPart: 'I weigh myself after the toilet and before breakfast, and write it down.',
        stopRule: 'Weight up {2} kg in {3} days: do not wait for the round, call {number}.',
      }),
    ),
    section(
      'going-home',
      'Home support',
      ...bullets(
        'The first call and the first visit: {name}, {date}',
        'Scales, transport and who helps with shopping',
      ),
      goal(
        'hospital',
        {
          statement: 'I stay out of hospital.',
          measure: 'Days at home since discharge',
          unit: 'days',
          target: '{30}',
        },
        { lead: 'care-coordinator', supporting: ['attending', 'pharmacist'], dueDays: 30 },
      ),
      intervention('care-coordinator', ['hospital'], {
        text: 'Calls within {2} days of discharge, arranges the visit within {7} days, scales and transport.',
        patientPart: 'I say on the phone how I sleep and what I weigh.',
      }),
      intervention('attending', ['hospital', 'weight'], {
        text: 'States the target weight, and in one line what triggers a call.',
      }),
    ),
    section(
      'contingency',
      'If things change',
      ...calls(
        [
          'Weight up {2} kg in {3} days, or sleeping upright',
          'weigh again, write it down',
          '{number}, the same day',
        ],
        ['Dizzy or faint on standing', 'sit down, drink as agreed', '{number}'],
        ['Chest pain, or no breath to speak', 'sit up, do not wait', 'emergency number'],
      ),
    ),
    section(
      'follow-up',
      'Follow-up and who to call',
      ...bullets(
        'Weekdays: {name}, {number}. Nights and weekends: {number}',
        'Transition review on day {7}: {name}',
      ),
    ),
  ],
  charter: [
    paragraph('We meet {daily} until discharge and once more on day {7} after it.'),
    paragraph('Whoever changes a medicine tells the nurse and the pharmacist the same day.'),
  ],
  agreements: {},
  reviewDays: 30,
};
