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
        'Pain relief {minutes} before practice',
        'Day and night, glasses, hearing aids, family by the bed',
        'New confusion: list of causes gone through in the same shift',
      ),
      ...goals(
        'Pain no more than {4} of 10 when moving, by day {2}',
        'No new confusion, or found and acted on in the same shift, until day {5}',
      ),
    ),
    section(
      'mobility',
      'Getting up',
      ...bullets('First stand with {helpers}; walking aid {aid}', 'Every meal in the chair'),
      ...goals(
        'Sits out and stands by the day after the operation',
        'Walks {20} m with a frame, by day {5}',
      ),
    ),
    section(
      'nutrition',
      'Eating and bones',
      ...bullets('Protein with every meal: {what}', 'Weight on {days}'),
    ),
    section(
      'nursing-safety',
      'Skin and bladder',
      ...bullets('Heels looked at every shift', 'Catheter out on {date}, bowels every {days}'),
    ),
    section(
      'medicines',
      'Medicines and falls',
      ...bullets(
        'Sedatives: which, why, and until when',
        'Blood pressure lying and standing on {date}',
      ),
    ),
    section(
      'going-home',
      'Home and help',
      ...bullets('Heights of bed, chair and toilet: {cm}', 'Hours of help a week: {hours}'),
      ...goals('Home set-up agreed, by day {7}'),
    ),
    section(
      'follow-up',
      'Next fracture prevention',
      ...bullets('Bone health: {plan}, by {name}', 'Falls: what can be changed at home'),
      ...goals('Bone-health plan written before discharge'),
    ),
    section(
      'contingency',
      'If something happens',
      ...calls(
        ['New confusion', 'check pain, bladder, oxygen, sugar', 'geriatrician, {number}'],
        ['Sudden pain, or the leg is shorter or turned', 'do not move it', 'surgeon, {number}'],
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
