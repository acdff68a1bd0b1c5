import {
  type Passage,
  bullet,
  done,
  heading,
  open,
  paragraph,
  precaution,
  quote,
  wrote,
} from '../prose.ts';
import { type Times } from '../times.ts';

/** Swallowing and communication. */
export function swallowingCommunication(times: Times): readonly Passage[] {
  return [
    wrote(
      'sofia',
      185,
      quote('I drink my coffee at breakfast, sitting up, without coughing.'),
      paragraph(
        `Goal led by speech-language therapy, agreed with Elena: 150 ml of the agreed fluid, safely, 5 mornings of 7, by **${times.day(12)}**.`,
      ),
    ),
    wrote(
      'sofia',
      18,
      precaution(
        `No thin fluids: thickened fluids by spoon only until the swallow check on ${times.day(2)}. Fully upright, and for 30 minutes after.`,
      ),
      heading('Eating and drinking'),
      bullet(
        'She coughed on thin fluids again at lunch yesterday. Held since last night, agreed with nursing.',
      ),
    ),
    wrote(
      'sofia',
      160,
      bullet('Soft, moist food in one texture. No crumbs, no mixed soup.'),
      bullet('One spoon, swallow, wait, second swallow. Chin slightly down.'),
      bullet('Quiet room, no talking while she chews. Check the right cheek at the end.'),
      bullet('If the voice is wet, ask for a cough and stop until it is clear.'),
    ),
    wrote(
      'sofia',
      17,
      bullet(
        'Read back to me by nursing: texture card on the door and on the tray since the evening meal.',
      ),
    ),
    wrote(
      'sofia',
      150,
      precaution(
        'Aphasia: short sentences, one question at a time, ten seconds to answer. Check a yes by asking for the no.',
      ),
      heading('Getting the message across'),
      bullet('Picture card by the bed, Spanish side first: pain, toilet, cold, Lucia, stop.'),
      bullet('She sings whole phrases that she cannot say. Use it: the kettle song works.'),
      bullet('Write key words; she reads single words well.'),
    ),
    wrote(
      'sofia',
      43,
      heading('Next'),
      done('Family shown how to thicken'),
      open(`Repeat swallow check, ${times.day(2)}`),
      open(`Eight of ten tries understood, by any method, by ${times.day(14)}`),
    ),
  ];
}
