import { type Template } from '../template.ts';
import {
  bullets,
  calls,
  daily,
  familySeat,
  goal,
  intervention,
  optionalSeat,
  paragraph,
  patientSeat,
  seat,
  section,
  stewardSeat,
} from './template-parts.ts';

/** Stroke rehabilitation with physiotherapy, occupational and speech-language therapy. */
export const strokeRehabilitation: Template = {
  title: 'Stroke rehabilitation',
  purpose: 'Bring the patient home safely with one plan that every discipline has agreed.',
  seats: [
    seat({
      disciplineKey: 'rehab-physician',
      title: 'Rehab physician',
      responsibilities: ['Leads the plan', 'Timing of medicines, tone, mood screen'],
      offers: ['I say in the huddle what I changed and why'],
      needs: ['What you saw, not only what you think'],
    }),
    stewardSeat({
      disciplineKey: 'rehab-nurse',
      title: 'Rehab nurse',
      responsibilities: ['Carries texture, positioning and rest through 24 hours'],
      offers: ['A read-back of every critical change within the shift'],
      needs: ['One texture and one transfer technique, written down'],
    }),
    seat({
      disciplineKey: 'physical-therapist',
      title: 'Physiotherapist',
      responsibilities: ['Walking and transfers', 'Safe transfers for team and family'],
      offers: ['I tell the ward the same day when the technique changes'],
      needs: ['A rested patient, and blood pressure lying and standing'],
    }),
    seat({
      disciplineKey: 'occupational-therapist',
      title: 'Occupational therapist',
      responsibilities: ['Dressing, arm and home tasks', 'Thinking and fatigue', 'Equipment'],
      offers: ['A one-page guide for every technique'],
      needs: ['A morning slot that is not shared'],
    }),
    seat({
      disciplineKey: 'speech-language',
      title: 'Speech-language therapist',
      responsibilities: ['Swallowing and voice', 'Texture and fluids with the physician'],
      offers: ['A new card at the bed within an hour of any change'],
      needs: ['Every cough at a meal, with what was eaten'],
    }),
    seat({
      disciplineKey: 'social-worker',
      title: 'Social worker',
      responsibilities: ['Going home', 'Funding and carers'],
      offers: ['One list with owners and dates, true every evening'],
      needs: ['Equipment needs {14} days before the day'],
    }),
    optionalSeat({
      disciplineKey: 'dietitian',
      title: 'Dietitian',
      responsibilities: ['Enough to eat and drink at the agreed texture'],
      offers: ['A menu that the patient likes'],
      needs: ['Weight once a week'],
    }),
    optionalSeat({
      disciplineKey: 'psychologist',
      title: 'Psychologist',
      responsibilities: ['Mood and adjustment'],
      offers: ['A word with the team before things boil over'],
      needs: ['Tears, refusals and bad nights, as they happen'],
    }),
    patientSeat,
    familySeat('Family'),
  ],
  sections: [
    section(
      'what-matters',
      'What matters',
      paragraph('Where do you want to be again, and with whom?'),
    ),
    section(
      'snapshot',
      'Stroke snapshot',
      paragraph(
        'Stroke on {date}, side {side}. Language {language}, interpreter {yes or no}. Lives with {name}.',
      ),
    ),
    section(
      'nursing-safety',
      'Skin, continence, safety',
      ...bullets(
        'Skin looked at {twice} a day, positioning chart at the bed',
        'Rest windows {time} and {time}: nobody is scheduled then',
      ),
      intervention('rehab-nurse', ['transfer', 'meals'], {
        text: 'Carries the agreed texture, the positioning and the transfer technique through the whole day and night.',
        frequency: daily(3),
        patientPart: 'I say when I am tired, before I am exhausted.',
        precautions: 'Nobody pulls on the affected arm.',
      }),
    ),
    section(
      'mobility',
      'Walking and transfers',
      ...bullets('One transfer technique for everybody: {technique}'),
      goal(
        'transfer',
        {
          statement:
            'I move from the bed to the chair with somebody beside me who does not touch me.',
          measure: 'Help needed from bed to chair',
          baseline: 'One helper',
          target: 'Stand-by',
        },
        { lead: 'physical-therapist', supporting: ['rehab-nurse'], dueDays: 10 },
      ),
      intervention('physical-therapist', ['transfer'], {
        text: 'Practises transfers and walking.',
        frequency: daily(2),
        patientPart: 'I practise twice a day and say at once when I am dizzy.',
        precautions: 'Blood pressure lying and standing first.',
        stopRule: 'Dizzy, pale or in pain: stop, sit down, tell the nurse.',
      }),
    ),
    section(
      'self-care',
      'Arm, dressing and home tasks',
      ...bullets('Affected arm as on the positioning chart'),
      goal(
        'shirt',
        {
          statement: 'I put on a shirt with one hand.',
          measure: 'Time to put it on without help',
          unit: 'min',
          target: '{10}',
        },
        { lead: 'occupational-therapist', supporting: ['rehab-nurse'], dueDays: 14 },
      ),
      intervention('occupational-therapist', ['shirt'], {
        text: 'Morning self-care is practice, not help.',
        frequency: daily(1),
        patientPart: 'I do each step myself first, and take the time it takes.',
        precautions: 'Times of therapy, of medicines and of tiredness are laid side by side.',
      }),
    ),
    section(
      'swallowing-communication',
      'Swallowing and voice',
      ...bullets(
        'Texture {level}, fluids {level}, reviewed on {days}',
        'Communication card by the bed',
      ),
      goal(
        'meals',
        {
          statement: 'I eat and drink what was agreed without coughing.',
          measure: 'Meals of 7 without a cough or a wet voice',
          unit: 'of 7 meals',
          target: '{5}',
        },
        { lead: 'speech-language', supporting: ['rehab-nurse', 'dietitian'], dueDays: 14 },
      ),
      intervention('speech-language', ['meals'], {
        text: 'Looks at swallowing on {days}, and changes the card at the bed within the hour.',
        precautions: 'Sitting fully upright, and for {30} minutes after.',
        stopRule: 'Coughing or a wet voice: stop, sit upright, call {number}.',
      }),
      goal(
        'message',
        {
          statement: 'I get my message across, in whatever way.',
          measure: 'Tries of 10 that were understood',
          unit: 'of 10 tries',
          target: '{8}',
        },
        { lead: 'speech-language', dueDays: 21 },
      ),
    ),
    section(
      'cognition',
      'Thinking and fatigue',
      ...bullets(
        'Best hour of the day: {time}',
        'Times of therapy, of medicines and of tiredness are laid side by side every {week}',
      ),
    ),
    section(
      'mood',
      'Mood and adjustment',
      ...bullets(
        'Mood screen on {date} by {name}',
        'What has helped before, in the patient’s words',
      ),
    ),
    section(
      'self-management',
      'Family training',
      ...bullets('Who comes, and when they can: {name}, {evenings}'),
      goal(
        'family',
        {
          statement: 'My family helps me to move, safely for all of us.',
          measure: 'Safe transfers that the family has shown',
          unit: 'transfers',
          target: '{2}',
        },
        { lead: 'physical-therapist', supporting: ['rehab-nurse'], dueDays: 17 },
      ),
    ),
    section(
      'going-home',
      'Going home',
      ...bullets('Equipment is listed with owner and date', 'Funding: {name}, {date}'),
      goal(
        'home',
        {
          statement: 'My home is ready for me.',
          measure: 'Home visit done, and the equipment listed with owner and date',
          target: 'Both',
        },
        { lead: 'occupational-therapist', supporting: ['social-worker'], dueDays: 18 },
      ),
      intervention('social-worker', ['home'], {
        text: 'Settles funding and carers, and keeps one list of what is ordered, by whom and until when.',
        patientPart: 'I say what I want to do myself at home.',
      }),
      intervention('rehab-physician', ['home', 'transfer'], {
        text: 'Times the medicines around therapy, looks at tone, and screens the mood.',
      }),
    ),
    section(
      'contingency',
      'If something happens',
      ...calls(
        [
          'Face drooping, new weakness or loss of speech',
          'note the time, stay, nothing by mouth',
          'emergency number',
        ],
        [
          'Coughing or a wet voice when eating or drinking',
          'stop, sit fully upright',
          'speech-language therapist, {number}',
        ],
        ['A fall', 'do not lift, look at head and hip', 'physician, {number}'],
      ),
    ),
  ],
  charter: [
    paragraph('We meet {daily} for {10} minutes and once a week for a conference.'),
    paragraph('Whoever changes texture, fluids or the transfer technique tells the ward at once.'),
  ],
  agreements: {},
  reviewDays: 30,
};
