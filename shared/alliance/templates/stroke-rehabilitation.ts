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
    ),
    section(
      'mobility',
      'Walking and transfers',
      ...bullets(
        'Practice {twice} daily; blood pressure lying and standing first',
        'One transfer technique for everybody: {technique}',
      ),
      ...goals('Bed to chair with one helper becomes stand-by, by day {10}'),
    ),
    section(
      'self-care',
      'Arm, dressing and home tasks',
      ...bullets(
        'Morning self-care is practice, not help: {time}',
        'Affected arm as on the positioning chart',
      ),
      ...goals('A shirt with one hand in {10} min, by day {14}'),
    ),
    section(
      'swallowing-communication',
      'Swallowing and voice',
      ...bullets(
        'Texture {level}, fluids {level}, reviewed on {days}',
        'Communication card by the bed',
      ),
      ...goals(
        'Agreed texture and fluid with no coughing at {5} of 7 meals, by day {14}',
        'Gets the message across in {8} of 10 tries by any means, by day {21}',
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
      ...goals('Family shows two safe transfers, by day {17}'),
    ),
    section(
      'going-home',
      'Going home',
      ...bullets('Equipment is listed with owner and date', 'Funding: {name}, {date}'),
      ...goals('Home visit done and equipment listed, by day {18}'),
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
