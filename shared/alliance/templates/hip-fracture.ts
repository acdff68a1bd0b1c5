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

/** Hip fracture, orthopaedics and geriatrics together. */
export const hipFracture: Template = {
  title: 'Hip fracture',
  purpose: 'Get the patient up early, thinking clearly and home, and prevent the next fracture.',
  seats: [
    seat({
      disciplineKey: 'geriatrician',
      title: 'Geriatrician',
      responsibilities: ['Leads the plan', 'Review of medicines', 'Finds the causes of confusion'],
      offers: ['I look at a new confusion in the same shift'],
      needs: ['How the patient was last week, from who knows'],
    }),
    seat({
      disciplineKey: 'orthopaedic-surgeon',
      title: 'Orthopaedic surgeon',
      responsibilities: ['Operation and wound', 'Weight-bearing in one line with a review date'],
      offers: ['An answer about weight-bearing the same day'],
      needs: ['Wound and pain as they are, not as they were'],
    }),
    stewardSeat({
      disciplineKey: 'registered-nurse',
      title: 'Nurse',
      responsibilities: ['Pain before movement', 'Sleep, glasses, hearing aids, heels'],
      offers: ['Ready for practice at the agreed time'],
      needs: ['Times of practice in the morning'],
    }),
    seat({
      disciplineKey: 'physical-therapist',
      title: 'Physiotherapist',
      responsibilities: ['First stand and walking aid'],
      offers: ['What the patient can do today, on the board'],
      needs: ['Weight-bearing, and pain relief that has had time to work'],
    }),
    seat({
      disciplineKey: 'occupational-therapist',
      title: 'Occupational therapist',
      responsibilities: ['Heights of bed, chair and toilet', 'Home set-up'],
      offers: ['A list of equipment with dates'],
      needs: ['Who is at home, and what it looks like'],
    }),
    seat({
      disciplineKey: 'pharmacist',
      title: 'Pharmacist',
      responsibilities: ['Sedatives and constipation', 'Pain relief that lets the patient move'],
      offers: ['An answer about medicines within the day'],
      needs: ['What was taken at home'],
    }),
    seat({
      disciplineKey: 'dietitian',
      title: 'Dietitian',
      responsibilities: ['Protein and energy'],
      offers: ['A plan for the next meals, not for next week'],
      needs: ['What really was eaten'],
    }),
    seat({
      disciplineKey: 'social-worker',
      title: 'Social worker',
      responsibilities: ['Hours of help at home'],
      offers: ['One list with owners and dates'],
      needs: ['The likely day of going home, early'],
    }),
    patientSeat,
    familySeat('Family'),
  ],
  sections: [
    section(
      'what-matters',
      'What matters and usual walking',
      paragraph('Where did you walk last month, and where do you want to walk again?'),
    ),
    section(
      'snapshot',
      'Operation and weight-bearing',
      ...bullets('Operation on {date}: {what}', 'Weight-bearing: {status}; reviewed on {date}'),
    ),
    section(
      'symptoms',
      'Pain and thinking clearly',
      ...bullets(
        'Day and night, glasses, hearing aids, family by the bed',
        'New confusion: list of causes gone through in the same shift',
      ),
      goal(
        'pain',
        {
          statement: 'It hurts so little that I can practise.',
          measure: 'Pain when moving, of 10',
          unit: 'of 10',
          target: 'no more than {4}',
        },
        { lead: 'registered-nurse', supporting: ['pharmacist'], dueDays: 2 },
      ),
      intervention('registered-nurse', ['pain'], {
        text: 'Pain relief {minutes} before practice; sleep, glasses and hearing aids; heels every shift.',
        frequency: daily(3),
        patientPart: 'I say a number before I move, and again after.',
      }),
      goal(
        'clear',
        {
          statement: 'I stay clear in my head; if not, somebody notices at once.',
          measure: 'Shifts with new confusion that nobody acted on',
          unit: 'shifts',
          target: 'none',
        },
        { lead: 'geriatrician', supporting: ['registered-nurse'], dueDays: 5 },
      ),
      intervention('geriatrician', ['clear'], {
        text: 'Goes through the medicines and the list of causes of confusion.',
      }),
    ),
    section(
      'mobility',
      'Getting up',
      ...bullets('First stand with {helpers}; walking aid {aid}', 'Every meal in the chair'),
      goal(
        'stand',
        {
          statement: 'I sit in the chair and stand up the day after the operation.',
          measure: 'Sat out, and stood',
          target: 'Both',
        },
        { lead: 'physical-therapist', supporting: ['registered-nurse'], dueDays: 1 },
      ),
      goal(
        'walk',
        {
          statement: 'I walk with a frame.',
          measure: 'Distance with a frame',
          unit: 'm',
          target: '{20}',
        },
        { lead: 'physical-therapist', supporting: ['orthopaedic-surgeon'], dueDays: 5 },
      ),
      intervention('physical-therapist', ['stand', 'walk'], {
        text: 'First stand as agreed, then walking with the right aid.',
        frequency: daily(2),
        patientPart: 'I move my feet and breathe deeply every hour that I am awake.',
        precautions: 'Weight-bearing as the surgeon has written it.',
        stopRule: 'Dizzy, sudden pain, or the leg gives way: stop, sit down, call the nurse.',
      }),
    ),
    section(
      'nutrition',
      'Eating and bones',
      ...bullets('Weight on {days}'),
      intervention('dietitian', ['walk'], {
        text: 'Protein with every meal: {what}.',
        frequency: daily(3),
        patientPart: 'I eat the protein first.',
      }),
    ),
    section(
      'nursing-safety',
      'Skin and bladder',
      ...bullets('Heels looked at every shift', 'Catheter out on {date}, bowels every {days}'),
    ),
    section(
      'medicines',
      'Medicines and falls',
      ...bullets('Blood pressure lying and standing on {date}'),
      intervention('pharmacist', ['clear', 'pain'], {
        text: 'Looks at sedatives (which, why, until when) and at constipation from pain relief.',
      }),
    ),
    section(
      'going-home',
      'Home and help',
      ...bullets('Heights of bed, chair and toilet: {cm}', 'Hours of help a week: {hours}'),
      goal(
        'home',
        {
          statement: 'We know how I will manage at home.',
          measure: 'Bed, chair, toilet and hours of help agreed',
          target: 'All of them',
        },
        { lead: 'occupational-therapist', supporting: ['social-worker'], dueDays: 7 },
      ),
      intervention('occupational-therapist', ['home'], {
        text: 'Measures the heights of bed, chair and toilet, and orders what is missing.',
      }),
    ),
    section(
      'follow-up',
      'Next fracture prevention',
      ...bullets('Bone health: {plan}, by {name}', 'Falls: what can be changed at home'),
      goal(
        'bones',
        {
          statement: 'I know what we do so that I do not break another bone.',
          measure: 'Bone-health plan written and talked through',
          target: 'Before discharge',
        },
        { lead: 'geriatrician', supporting: ['pharmacist'], dueDays: 10 },
      ),
    ),
    section(
      'contingency',
      'If something happens',
      ...calls(
        ['New confusion', 'check pain, bladder, oxygen, sugar', 'geriatrician, {number}'],
        ['Sudden pain, or the leg is shorter or turned', 'do not move it', 'surgeon, {number}'],
        [
          'Sudden breathlessness, chest pain, or one swollen, painful calf',
          'rest, sit up as far as comfortable, stay',
          'emergency team, {number}',
        ],
        ['Wound wet, red or open', 'cover it, mark the edge', 'surgeon, {number}'],
      ),
    ),
  ],
  charter: [
    paragraph('We go round together {daily}. On day {1} and day {5} we look at the whole plan.'),
  ],
  agreements: {},
  reviewDays: 30,
};
