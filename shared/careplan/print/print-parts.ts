import { type SeatView } from '../../alliance/alliance-view.ts';
import { type Html, html } from './html.ts';
import { type PrintSource } from './print-source.ts';
import { birthdayInWords } from './print-times.ts';

/** Who the paper is about: what is not known is said to be not known. */
export function patientPart(source: PrintSource): Html {
  const { patient } = source.plan;
  const language = `${patient.language ?? 'not known'}${patient.needsInterpreter ? ', interpreter needed' : ''}`;
  const allergies =
    patient.allergies.length === 0 ? 'Allergies not known' : patient.allergies.join(' · ');
  return html`<div class="patient">
    <p class="name">${patient.name}</p>
    <dl>
      <div>
        <dt>Born:</dt>
        <dd>${birthdayInWords(patient.bornOn, source)}</dd>
      </div>
      <div>
        <dt>ID:</dt>
        <dd>${patient.identifier || 'not known'}</dd>
      </div>
      <div>
        <dt>Prefers:</dt>
        <dd>${patient.preferredName}</dd>
      </div>
      <div>
        <dt>Language:</dt>
        <dd>${language}</dd>
      </div>
    </dl>
    <p class="allergies">${allergies}</p>
  </div>`;
}

/** Who sits in which seat at the time of printing, and how they are reached. The patient is who it is about. */
export function whoToCall(source: PrintSource): Html {
  const seats = source.plan.alliance.seats.filter(
    ({ invitation, isSimulated, disciplineKey }) =>
      invitation === 'accepted' && isSimulated !== true && disciplineKey !== 'patient',
  );
  return html`<section class="team">
    <h2>Who to call</h2>
    <ul>
      ${seats.map(seatLine)}
    </ul>
  </section>`;
}

function seatLine({ title, now, contact }: SeatView): Html {
  const who = now.map(({ name, kind }) => (kind === 'primary' ? name : `${name} (${kind})`));
  const words = who.length === 0 ? 'nobody now' : who.join(', ');
  return html`<li><b>${title}:</b> ${words}${contact && `, ${contact}`}</li>`;
}
