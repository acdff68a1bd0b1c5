import { type Passage, bullet, heading, paragraph, wrote } from '../prose.ts';
import { type Times } from '../times.ts';

/** The story in one paragraph, and what everybody must know before walking in. */
export function snapshot(times: Times): readonly Passage[] {
  return [
    wrote(
      'priya',
      200,
      paragraph(
        `Elena is a retired seamstress of 72 who lives alone on the second floor and was independent until a **left-hemisphere ischaemic stroke on ${times.day(-10)}**. She came to us from the acute ward on day 2.`,
      ),
      heading('Where she is now'),
      bullet(
        '**Right-sided weakness:** arm more than leg. She sits unaided and stands with one helper.',
      ),
      bullet(
        '**Expressive aphasia:** she understands short sentences well and finds words slowly.',
      ),
      bullet('**Swallowing:** thin fluids made her cough; see Swallowing and communication.'),
    ),
    wrote(
      'priya',
      48,
      bullet(
        '**Walking:** 12 m with one helper and a quad cane, the longest so far, at the last huddle.',
      ),
    ),
    wrote(
      'tom',
      196,
      heading('Language and deciding'),
      bullet(
        'Speaks Spanish first; understands everyday English. Book an interpreter for every decision.',
      ),
      bullet('She decides for herself. She wants her daughter Lucia in the room.'),
      bullet(
        'Resuscitation status and advance directive: see the hospital record, reviewed on admission.',
      ),
    ),
    wrote(
      'priya',
      46,
      heading('Where we are going'),
      paragraph(
        `Home to her daughter’s flat on the ground floor by **${times.day(18)}**, with equipment and carers in place, in time for the birthday two days later.`,
      ),
    ),
  ];
}
