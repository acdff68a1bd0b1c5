import {
  type Passage,
  bullet,
  done,
  heading,
  open,
  paragraph,
  precaution,
  wrote,
} from '../prose.ts';
import { type Times } from '../times.ts';

/** What the team has agreed around medicines. Orders and doses live in the prescribing system, never here. */
export function medicines(times: Times): readonly Passage[] {
  return [
    wrote(
      'priya',
      197,
      paragraph(
        'Orders and doses are in the prescribing system. Here stands only what the team has agreed around them.',
      ),
    ),
    wrote(
      'tom',
      19,
      precaution(
        'Two of the morning tablets must not be crushed. Not swallowed whole: hold them, call the physician.',
      ),
    ),
    wrote(
      'tom',
      194,
      heading('How she takes them'),
      bullet('Whole, one at a time, in a spoon of thickened fluid, sitting fully upright.'),
      bullet('She says “lista” when she is ready. Wait for it.'),
      bullet('Check the mouth on the right side afterwards: food and tablets stay there.'),
    ),
    wrote(
      'priya',
      46,
      heading('Timing'),
      bullet('Morning medicines at 08:00, evening medicines at 20:00.'),
      bullet(
        'No sedating medicines in the evening without talking to the physician: they cost her the next morning’s practice.',
      ),
    ),
    wrote(
      'tom',
      6,
      bullet(
        'Reported by physiotherapy: dizziness starts about 20 minutes after the 08:00 tablets. Please look at therapy times and tablet times together.',
      ),
    ),
    wrote(
      'priya',
      45,
      heading('To do'),
      open(
        `Find a non-solid form of the two tablets that cannot be crushed. Was due on ${times.day(-1)}. Dr Raman`,
      ),
      done('Blood-thinning plan explained to Elena and Lucia with the interpreter'),
      open(`Medicines list in Spanish for home, by ${times.day(14)}. Tom`),
    ),
  ];
}
