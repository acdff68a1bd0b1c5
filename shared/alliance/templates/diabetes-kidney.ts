import { type Template } from '../template.ts';
import {
  bullets,
  calls,
  everyWeeks,
  goal,
  intervention,
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
      goal(
        'glucose',
        {
          statement: 'I know my own glucose target, and check as often as we agreed.',
          measure: 'Checks a week',
          unit: 'a week',
          target: '{3}, with a target of {value}',
        },
        { lead: 'primary-care', supporting: ['diabetes-nurse'], dueDays: 30 },
      ),
      goal(
        'pressure',
        {
          statement: 'My blood pressure at home is where we want it.',
          measure: 'Home readings of 3 under {target}',
          unit: 'of 3 home readings',
          target: '{2}',
        },
        { lead: 'diabetes-nurse', supporting: ['nephrologist'], dueDays: 60 },
      ),
      intervention('primary-care', ['glucose', 'pressure'], {
        text: 'Keeps the list of results: which, how often, and who acts on it.',
        frequency: everyWeeks(4),
        patientPart: 'I measure at home and bring my numbers.',
      }),
    ),
    section(
      'medicines',
      'Medicines and kidneys',
      ...bullets('What to pause on sick days: {medicines}', 'Cost and number of tablets: {count}'),
      goal(
        'kidneys',
        {
          statement: 'No medicine of mine harms my kidneys without a good reason.',
          measure: 'Medicines that can harm the kidneys and have no note why',
          unit: 'medicines',
          target: 'none',
        },
        { lead: 'pharmacist', supporting: ['nephrologist', 'primary-care'], dueDays: 14 },
      ),
      intervention('pharmacist', ['kidneys'], {
        text: 'Goes through the list for kidney, cost and number of tablets, and writes the sick-day plan in plain words.',
        stopRule:
          'Vomiting or no drinking for {hours}: pause the sick-day medicines, call {number}.',
      }),
    ),
    section(
      'nursing-safety',
      'Feet and eyes',
      ...bullets('Feet looked at {daily} by the patient or {name}', 'Eyes: next check {date}'),
      goal(
        'feet',
        {
          statement: 'Somebody who knows feet looks at mine.',
          measure: 'Foot checks a year',
          unit: 'a year',
          target: '{2}',
        },
        { lead: 'podiatrist', supporting: ['diabetes-nurse'], dueDays: 120 },
      ),
    ),
    section(
      'nutrition',
      'Eating that fits my life',
      ...bullets(
        'Sugar, potassium, phosphate, protein: what comes first, agreed between dietitian and nephrologist',
        'One drink to swap: {drink}',
      ),
      goal(
        'drink',
        {
          statement: 'I swap one drink a day for one that does me good.',
          measure: 'Days of 7 with the swap',
          unit: 'of 7 days',
          target: '{5}',
        },
        { lead: 'dietitian', supporting: ['nephrologist'], dueDays: 30 },
      ),
      intervention('dietitian', ['drink'], {
        text: 'Settles with the nephrologist what comes first where advice on food conflicts, and says it once.',
        patientPart: 'I write down one ordinary day of eating.',
      }),
    ),
    section(
      'self-management',
      'Moving more',
      ...bullets('What the patient likes and can do: {what}, {times} a week'),
      intervention('diabetes-nurse', ['glucose'], {
        text: 'Practises lows: seen, treated, said back.',
        frequency: everyWeeks(4),
        patientPart: 'I carry {sweet drink} and know what to do.',
      }),
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
      goal(
        'food',
        {
          statement: 'I can afford to eat what is good for me.',
          measure: 'Food help in place, where it is needed',
          target: 'In place, or not needed',
        },
        { lead: 'social-worker', dueDays: 30 },
      ),
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
          'Low sugar, and drowsy, confused or not able to swallow',
          'nothing by mouth, lay on the side, stay',
          'emergency number',
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
