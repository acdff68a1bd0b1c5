import { type Passage, bullet, heading, paragraph, quote, wrote } from '../prose.ts';
import { type Times } from '../times.ts';

/** What matters to Elena, in her words first. */
export function whatMatters(times: Times): readonly Passage[] {
  return [
    wrote(
      'elena',
      190,
      quote(
        '«Quiero estar en casa para el cumpleaños de mi nieto y tomar mi propio café en mi propia mesa.»',
      ),
    ),
    wrote(
      'lucia',
      189,
      quote(
        '“I want to be home for my grandson’s birthday and drink my own coffee at my own table.”',
      ),
      paragraph(
        `My mother’s words, put into English by me. The birthday is on ${times.day(20)}; he will be six.`,
      ),
    ),
    wrote(
      'elena',
      120,
      heading('A good day for me'),
      bullet('I get dressed before breakfast. I do not want to be seen in a nightgown.'),
      bullet('I sit at a table to eat, never in bed.'),
      bullet('Somebody speaks Spanish with me, or waits until I find the word.'),
      bullet('I rest after lunch with the radio on.'),
    ),
    wrote(
      'lucia',
      50,
      heading('What worries us'),
      bullet('She worries about falling when nobody is near.'),
      bullet('She worries about being a burden. I do not see it that way.'),
      bullet('I work until five. I can come and learn in the evenings.'),
    ),
    wrote(
      'elena',
      9,
      heading('What I do not want'),
      bullet('No decisions about me without me or Lucia in the room.'),
      bullet('Please do not finish my sentences.'),
    ),
  ];
}
