import {
  type Passage,
  bullet,
  done,
  heading,
  open,
  paragraph,
  precaution,
  quote,
  step,
  wrote,
} from '../prose.ts';
import { type Times } from '../times.ts';

/** Walking and transfers. */
export function mobility(times: Times): readonly Passage[] {
  return [
    wrote(
      'hannah',
      188,
      quote(
        'I walk 50 metres indoors with a quad cane, with someone beside me who does not touch me.',
      ),
      paragraph(
        `Goal led by physiotherapy, agreed with Elena, by **${times.day(17)}**. Today: 12 m with one helper.`,
      ),
    ),
    wrote(
      'hannah',
      187,
      precaution(
        'Transfer with one helper on her right, gait belt on, brakes on. Never pull on the right arm.',
      ),
      heading('Bed to chair'),
      step('Sit on the edge of the bed for two minutes. Ask about dizziness.'),
      step('Right foot flat, knee over toes. Say “uno, dos, tres”.'),
      step('Stand, wait, then turn towards her left. One helper, gait belt on.'),
    ),
    wrote(
      'hannah',
      70,
      heading('Practice'),
      bullet('Gait practice 08:30 and 14:00, twenty minutes each.'),
      bullet('Quad cane in the left hand. Ankle support on the right leg.'),
      bullet('Standing at the kitchen counter while the kettle boils: she chose this one.'),
    ),
    wrote(
      'hannah',
      5,
      bullet('This morning 18 m, with one rest. She turned in a doorway for the first time.'),
      precaution(
        'Blood pressure lying and standing before every session. Dizzy or pale: stop, sit her down, tell the nurse.',
      ),
    ),
    wrote(
      'jonas',
      62,
      heading('On the ward'),
      bullet('Walks to the bathroom with one helper by day, commode at night.'),
    ),
    wrote(
      'hannah',
      42,
      heading('Next'),
      done('First 10 m with the quad cane'),
      open(`Stand-by help only for bed to chair, by ${times.day(4)}`),
      open(`Two steps with rail, as at the daughter’s door, by ${times.day(12)}`),
    ),
  ];
}
