import { type Template } from '../template.ts';
import {
  bullets,
  calls,
  familySeat,
  goals,
  optionalSeat,
  paragraph,
  patientSeat,
  seat,
  section,
  stewardSeat,
} from './template-parts.ts';

/** Palliative care at home. */
export const palliativeHome: Template = {
  title: 'Palliative care at home',
  purpose: 'Comfort at home on the patient’s own terms, and a carer who is not alone.',
  seats: [
    seat({
      disciplineKey: 'palliative-physician',
      title: 'Palliative physician',
      responsibilities: [
        'Leads the plan',
        'Where the anticipatory prescriptions are',
        'Crisis plan',
      ],
      offers: ['A call back within the hour, day and night'],
      needs: ['Symptoms in the patient’s own score'],
    }),
    stewardSeat({
      disciplineKey: 'palliative-nurse',
      title: 'Palliative nurse',
      responsibilities: ['Symptom diary', 'Medicine box', 'Practises the rescue medicine'],
      offers: ['A visit the same day when comfort slips'],
      needs: ['Changes of medicines before they are in the house'],
    }),
    seat({
      disciplineKey: 'primary-care',
      title: 'Primary-care physician',
      responsibilities: ['Knows the family', 'Prescribes between visits'],
      offers: ['A visit within {2} days'],
      needs: ['The crisis plan, and who is on call'],
    }),
    seat({
      disciplineKey: 'social-worker',
      title: 'Social worker',
      responsibilities: ['Respite and benefits', 'How the carer is'],
      offers: ['One person who knows all the forms'],
      needs: ['To hear early when nights are bad'],
    }),
    optionalSeat({
      disciplineKey: 'pharmacist',
      title: 'Pharmacist',
      responsibilities: ['Other routes when swallowing fails'],
      offers: ['The box complete before the weekend'],
      needs: ['What is left in the house'],
    }),
    optionalSeat({
      disciplineKey: 'chaplain',
      title: 'Chaplain',
      responsibilities: ['Spirit and meaning, as wished'],
      offers: ['Visits as wished, and none if none is wished'],
      needs: ['Whether a visit is welcome'],
    }),
    optionalSeat({
      disciplineKey: 'home-health-aide',
      title: 'Home aide',
      responsibilities: ['Washing and comfort as preferred'],
      offers: ['I say what I see'],
      needs: ['How the patient likes it, written down'],
    }),
    patientSeat,
    familySeat('Main carer'),
  ],
  sections: [
    section(
      'what-matters',
      'What matters and what I do not want',
      paragraph('What makes a good day? What must not happen?'),
    ),
    section(
      'symptoms',
      'Comfort',
      ...bullets('Pain by the patient’s own score, {times} a day', 'What helps first: {what}'),
      ...goals('Pain bearable on {6} of 7 evenings by my own score, by day {7}'),
    ),
    section(
      'health-concerns',
      'Breathing, eating, bowels, sleep',
      ...bullets('Breathing: {what helps}', 'Eating for pleasure', 'Bowels every {days}', 'Sleep'),
    ),
    section(
      'nursing-safety',
      'Daily life and dignity',
      ...bullets('Washing and dressing as preferred: {how}', 'Skin and mouth, {times} a day'),
      ...goals('At the table for Sunday lunch, by day {10}'),
    ),
    section(
      'spirit',
      'Spirit and meaning',
      ...bullets('Visits wished: {yes or no}, by {name}', 'What gives strength, in own words'),
    ),
    section(
      'social',
      'Carer wellbeing',
      ...bullets('Weekly check: {name}, {day}', 'Respite: {hours}'),
      ...goals('Carer sleeps {5} hours on {5} nights, by day {14}'),
    ),
    section(
      'self-management',
      'What the carer can do',
      ...goals('Carer can give the rescue medicine and says it back, by day {5}'),
    ),
    section(
      'advance-care',
      'Documents and decision-maker',
      ...bullets(
        'Where the document is kept: {place}',
        'Who decides when the patient cannot: {name}',
      ),
      ...goals('Wishes written and seen by every seat, by day {7}'),
    ),
    section(
      'going-home',
      'Equipment and help',
      ...bullets('Bed, chair, oxygen: {what}, {date}', 'Who brings it, who fixes it: {number}'),
    ),
    section(
      'contingency',
      'Anticipatory plan',
      ...calls(
        ['Pain above {score}', 'rescue medicine as in the box', 'nurse, {number}'],
        ['Short of breath', 'sit up, window, fan, rescue medicine', 'nurse, {number}'],
        ['Confused or restless', 'stay, light on, check bladder', 'physician, {number}'],
        ['Carer cannot go on', 'call, at any hour', 'social worker, {number}'],
      ),
    ),
    section(
      'follow-up',
      'Last days and after',
      ...bullets('Who is called, and who is not', 'Bereavement follow-up: {name}'),
    ),
  ],
  charter: [
    paragraph('We meet every {14} days and ask the carer every week.'),
    paragraph('What the patient does not want is known to every seat before it is needed.'),
  ],
  agreements: {},
  reviewDays: 14,
};
