import { type Passage, bullet, done, heading, open, paragraph, quote, wrote } from '../prose.ts';
import { type Times } from '../times.ts';

/** Discharge: where to, with what, and who is ready. */
export function goingHome(times: Times): readonly Passage[] {
  return [
    wrote(
      'janelle',
      184,
      quote(`I am home, at Lucia’s, by ${times.day(18)}.`),
      paragraph(
        'Goal led by social work, asked for by Lucia, agreed with Elena. All eight items below are signed by their owner before she leaves.',
      ),
    ),
    wrote(
      'janelle',
      52,
      heading('The home'),
      bullet('Lucia’s flat: ground floor, two steps at the door with a rail on the left.'),
      bullet('Bathroom door 72 cm, bath without a grab rail.'),
      bullet('Lucia is there from 17:30, and all day at weekends.'),
    ),
    wrote(
      'janelle',
      51,
      heading('Eight things before the day'),
      done('Address agreed'),
      done('Consent to share the plan with the home team'),
      open(
        `Equipment ordered. Was due on ${times.day(-2)}; the supplier confirms by phone. Marcus and Janelle`,
      ),
    ),
    wrote(
      'janelle',
      4,
      open(
        `Morning and midday carers booked: agency offers a start on ${times.day(18)}, written answer awaited. Janelle`,
      ),
    ),
    wrote(
      'janelle',
      50,
      open(`Lucia has shown two safe transfers, by ${times.day(7)}. Hannah and Tom`),
      open(`Lucia thickens drinks and knows the signs to stop, by ${times.day(10)}. Sofia`),
      open(`Medicines list in Spanish, by ${times.day(14)}. Tom`),
      open('Follow-up visits booked with transport and interpreter. Janelle'),
    ),
    wrote(
      'janelle',
      25,
      heading('Family training'),
      bullet(
        'Lucia can only come in the evening and asks for 18:00. Waiting for an answer from therapy and nursing.',
      ),
    ),
    wrote(
      'janelle',
      49,
      heading('After discharge'),
      bullet('Call home on day 2, visit by the community team within the first week.'),
      bullet(
        'Lucia’s own rest: one free evening a week from her brother, starting in the first week.',
      ),
    ),
  ];
}
