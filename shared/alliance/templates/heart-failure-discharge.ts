import { type Template } from '../template.ts';
import {
  bullets,
  calls,
  familySeat,
  goals,
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
      ...goals('“I can say what each heart medicine is for”: all of them, before discharge'),
    ),
    section(
      'nutrition',
      'Food and fluids',
      ...bullets(
        'Where the salt comes from in an ordinary week',
        'Two swaps that the patient has chosen: {swap}, {swap}',
        'Fluids: {litres} a day, in cups that are used at home',
      ),
    ),
    section(
      'mobility',
      'Activity and pacing',
      ...bullets(
        'Walking ladder: {steps}, effort no more than {score} of 10',
        'Stop and sit down at chest pain, dizziness, or breath too short to speak',
      ),
      ...goals('“Climb one flight without stopping”: {12} steps by day {21}'),
    ),
    section(
      'self-management',
      'Daily weight and self-checks',
      ...bullets(
        'Scales at home, same time, same clothes, written down',
        'Practised by saying it back: nurse, every shift',
      ),
      ...goals('“I weigh myself and know when to call”: {5} of 7 mornings written down by day {7}'),
    ),
    section(
      'going-home',
      'Home support',
      ...bullets(
        'Call within {2} days, visit within {7} days: {name}',
        'Scales, transport and who helps with shopping',
      ),
      ...goals('“Stay out of hospital for 30 days”'),
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
