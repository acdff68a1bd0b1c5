import { type Template } from '../template.ts';
import {
  bullets,
  calls,
  goals,
  optionalSeat,
  paragraph,
  patientSeat,
  seat,
  section,
  stewardSeat,
} from './template-parts.ts';

/** Type 2 diabetes with chronic kidney disease, in primary care. */
export const diabetesKidney: Template = {
  title: 'Diabetes and kidney disease',
  purpose: 'Live well with diabetes and protect the kidneys, with advice that fits together.',
  seats: [
    seat({
      disciplineKey: 'primary-care',
      title: 'Primary-care physician',
      responsibilities: ['Leads the plan', 'Personal targets, agreed with the patient'],
      offers: ['A reason for every change'],
      needs: ['Advice that conflicts, before the patient hears both'],
    }),
    stewardSeat({
      disciplineKey: 'diabetes-nurse',
      title: 'Diabetes nurse',
      responsibilities: ['Practises checks and lows', 'Keeps the plan in order'],
      offers: ['A call back within the day'],
      needs: ['Changes of targets and medicines'],
    }),
    seat({
      disciplineKey: 'pharmacist',
      title: 'Pharmacist',
      responsibilities: ['Medicines and kidneys', 'Cost and number of tablets'],
      offers: ['A note on every medicine that needs watching'],
      needs: ['Kidney results as they come'],
    }),
    seat({
      disciplineKey: 'dietitian',
      title: 'Dietitian',
      responsibilities: ['One way of eating for sugar and kidneys'],
      offers: ['Swaps, not bans'],
      needs: ['Potassium and phosphate results'],
    }),
    optionalSeat({
      disciplineKey: 'nephrologist',
      title: 'Nephrologist, consulting',
      responsibilities: ['Advice on kidney function and diet'],
      offers: ['An answer within {7} days'],
      needs: ['One question at a time, with the last results'],
    }),
    {
      ...optionalSeat({
        disciplineKey: 'podiatrist',
        title: 'Podiatrist',
        responsibilities: ['Foot check {twice} a year'],
        offers: ['A photo when something is new'],
        needs: ['New numbness or wounds at once'],
      }),
      // Feet stand in the nurses' section; the podiatrist writes there too.
      scope: [{ sectionKey: 'nursing-safety', right: 'edit' }],
    },
    seat({
      disciplineKey: 'social-worker',
      title: 'Social worker',
      responsibilities: ['Costs, food and transport'],
      offers: ['One list with names and dates'],
      needs: ['To hear of money worries early'],
    }),
    patientSeat,
  ],
  sections: [
    section(
      'what-matters',
      'What matters',
      paragraph('What would you like to have more of in your week?'),
    ),
    section(
      'health-concerns',
      'Numbers we watch and why',
      ...bullets(
        'Which result, how often, and who acts on it: {result}, {weeks}, {name}',
        'Blood pressure at home: {times} a week',
      ),
      ...goals(
        'A personal glucose target and {3} checks a week agreed, by day {30}',
        'Blood pressure under {target} on {2} of 3 home readings, by day {60}',
      ),
    ),
    section(
      'medicines',
      'Medicines and kidneys',
      ...bullets('What to pause on sick days: {medicines}', 'Cost and number of tablets: {count}'),
      ...goals('No medicine that harms the kidneys without a note why, by day {14}'),
    ),
    section(
      'nursing-safety',
      'Feet and eyes',
      ...bullets('Feet looked at {daily} by the patient or {name}', 'Eyes: next check {date}'),
      ...goals('Foot check {twice} a year, the first by day {120}'),
    ),
    section(
      'nutrition',
      'Eating that fits my life',
      ...bullets(
        'Sugar, potassium, phosphate, protein: what comes first, agreed between dietitian and nephrologist',
        'One drink to swap: {drink}',
      ),
      ...goals('One daily drink swapped, by day {30}'),
    ),
    section(
      'self-management',
      'Moving more',
      ...bullets(
        'What the patient likes and can do: {what}, {times} a week',
        'Lows: seen, treated, said back',
      ),
    ),
    section(
      'mood',
      'Feelings and load',
      ...bullets('How heavy it is, in the patient’s words', 'What could be left out'),
    ),
    section(
      'social',
      'Costs, food, transport',
      ...bullets('What costs too much, and what was applied for'),
      ...goals('Food help in place if it is needed, by day {30}'),
    ),
    section(
      'contingency',
      'If something happens',
      ...calls(
        [
          'Shaky, sweating, or sugar under {value}',
          '{sweet drink}, check again in {15} min',
          '{number}',
        ],
        [
          'Vomiting or no drinking for {hours}',
          'pause the sick-day medicines',
          '{number}, same day',
        ],
        ['A wound on a foot', 'cover it, no weight', 'podiatrist, {number}'],
      ),
    ),
    section(
      'follow-up',
      'My next three months',
      ...bullets('Next visit {date}, next blood test {date}', 'Whom to call for what: {names}'),
    ),
  ],
  charter: [
    paragraph('We review in writing every {month} and meet every {quarter}.'),
    paragraph('Advice on food that conflicts is settled between us first.'),
  ],
  agreements: {
    responses: {
      routine: 'within two working days',
      urgent: 'the same day',
      critical: 'call, do not write',
    },
  },
  reviewDays: 90,
};
