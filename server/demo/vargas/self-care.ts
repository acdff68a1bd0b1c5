import {
  type Passage,
  bullet,
  done,
  heading,
  open,
  paragraph,
  quote,
  step,
  wrote,
} from '../prose.ts';
import { type Times } from '../times.ts';

/** Arm, dressing and home tasks. */
export function selfCare(times: Times): readonly Passage[] {
  return [
    wrote(
      'marcus',
      186,
      quote('I put on my blouse by myself in ten minutes, before breakfast.'),
      paragraph(
        `Goal led by occupational therapy, agreed with Elena, by **${times.day(10)}**. Today: 10 minutes with spoken cues. Improving.`,
      ),
      heading('Dressing, the way she learned it'),
      step('Blouse on the table, label up. Right arm first, up to the elbow.'),
      step('Pull it over the shoulder, then round the back.'),
      step('Left arm. Buttons one-handed, from below.'),
      bullet('Cue with one word, in Spanish, and then wait: “brazo”, “espalda”, “botones”.'),
    ),
    wrote(
      'marcus',
      100,
      heading('Right arm'),
      bullet('On the tray when she sits, palm down, in her sight.'),
      bullet('She moves it herself with the left hand, ten times at each meal.'),
      bullet('No overhead pulley and no pulling: the shoulder is not ready.'),
    ),
    wrote(
      'marcus',
      27,
      heading('Mornings'),
      bullet(
        'Dressing practice at 08:15. This runs into gait practice at 08:30: to be settled at the huddle.',
      ),
    ),
    wrote(
      'marcus',
      66,
      heading('Home tasks'),
      bullet(
        'Making coffee, seated: reaches, pours and stirs with the left hand. Thickened until swallowing allows more.',
      ),
      bullet('Plans two steps well; loses the third when someone talks to her.'),
      done('Photos of Lucia’s kitchen and bathroom received'),
      open(`Home visit with Janelle, by ${times.day(11)}`),
      open('Raised toilet seat and bath board ordered'),
    ),
  ];
}
