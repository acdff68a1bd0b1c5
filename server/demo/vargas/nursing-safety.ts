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

/** Care around the clock: what every shift does the same way. */
export function nursingSafety(times: Times): readonly Passage[] {
  return [
    wrote(
      'tom',
      195,
      precaution(
        'High risk of falls: bed low, call bell on her left, non-slip socks, never alone in the bathroom.',
      ),
    ),
    wrote(
      'tom',
      193,
      heading('Every shift'),
      bullet('Right arm on a pillow in bed, on the tray in the chair, always in her sight.'),
      bullet('Turn or stand every 3 hours; look at heels, sacrum and the right elbow.'),
      bullet('Glasses on, hearing checked, interpreter phone within reach.'),
      bullet(
        'Offer the toilet before meals and before therapy. She is continent by day when she is asked.',
      ),
      bullet('Out of bed for all three meals. She asked for that.'),
    ),
    wrote(
      'tom',
      90,
      heading('Blood pressure'),
      bullet(
        'Lying, then standing after 1 and 3 minutes, before each therapy session. Chart all three.',
      ),
      bullet('If she is dizzy, sit her down first and measure second.'),
    ),
    wrote(
      'amara',
      13,
      heading('Nights'),
      paragraph(
        'Settled from 22:30. Woke once at 03:10 and tried to stand alone; bell was on the wrong side. Moved it to the left and put a sign on the wall.',
      ),
      bullet('Night light on the bathroom side. Two-hourly look-in without waking her.'),
    ),
    wrote(
      'tom',
      3,
      heading('Rest'),
      bullet('Quiet hour from 13:00 to 14:00: door closed, radio on, no visits by staff.'),
      bullet(
        'Fluids are counted by spoon since last night; the target is on the chart, ask the physician if she stays under it.',
      ),
    ),
    wrote(
      'tom',
      44,
      heading('Teaching'),
      done('Lucia has seen safe positioning of the arm'),
      open(`Lucia shows two safe transfers, with physiotherapy, by ${times.day(7)}`),
    ),
  ];
}
