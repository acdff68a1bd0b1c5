import { type Case } from '../case.ts';
import { type Times } from '../times.ts';
import { vargasCharter } from './charter.ts';
import { contingency } from './contingency.ts';
import { goingHome } from './going-home.ts';
import { healthConcerns } from './health-concerns.ts';
import { medicines } from './medicines.ts';
import { mobility } from './mobility.ts';
import { nursingSafety } from './nursing-safety.ts';
import { caseName, vargasSeats } from './seats.ts';
import { selfCare } from './self-care.ts';
import { snapshot } from './snapshot.ts';
import { swallowingCommunication } from './swallowing-communication.ts';
import { vargasThreads } from './threads.ts';
import { whatMatters } from './what-matters.ts';

/** The main case: ten days after a stroke, six professions, a patient and her daughter. Invented from end to end. */
export function vargasCase(times: Times): Case {
  return {
    name: caseName,
    alliance: {
      name: 'Vargas stroke rehabilitation alliance',
      purpose: `Bring Elena home safely by ${times.day(18)} with one plan every discipline has agreed.`,
      status: 'active',
      activeSince: times.at(-200),
      seats: vargasSeats(times),
    },
    title: 'Stroke rehabilitation plan',
    status: 'active',
    patient: {
      name: 'Elena Vargas (synthetic)',
      preferredName: 'Elena',
      bornOn: '1954-03-18',
      identifier: 'DEMO-0001',
      language: 'Spanish',
      needsInterpreter: true,
      allergies: ['No known allergies'],
    },
    sections: [
      { key: 'what-matters', heading: 'What matters to Elena', passages: whatMatters(times) },
      { key: 'snapshot', heading: 'Stroke snapshot', passages: snapshot(times) },
      {
        key: 'health-concerns',
        heading: 'Health concerns and risks',
        passages: healthConcerns(times),
      },
      { key: 'medicines', heading: 'Medicines plan', passages: medicines(times) },
      { key: 'nursing-safety', heading: 'Nursing care and safety', passages: nursingSafety(times) },
      { key: 'mobility', heading: 'Walking and transfers', passages: mobility(times) },
      { key: 'self-care', heading: 'Arm, dressing and home tasks', passages: selfCare(times) },
      {
        key: 'swallowing-communication',
        heading: 'Swallowing and communication',
        passages: swallowingCommunication(times),
      },
      { key: 'going-home', heading: 'Going home', passages: goingHome(times) },
      { key: 'contingency', heading: 'If something happens', passages: contingency() },
    ],
    charter: vargasCharter,
    threads: vargasThreads,
    lookedHoursAgo: {
      priya: 12,
      tom: 10,
      hannah: 7,
      marcus: 22,
      sofia: 14,
      janelle: 17,
      elena: 30,
      lucia: 24,
    },
  };
}
