import { type SectionView } from '../plan-view.ts';
import { type Html, html } from './html.ts';
import { printItem } from './print-item.ts';
import { patientPart, whoToCall } from './print-parts.ts';
import { type PrintSource } from './print-source.ts';
import { type CardHomes, cardHomes, cardIdsIn, printText } from './print-text.ts';
import { instantInWords, listed } from './print-times.ts';
import { planStatusWords } from './print-words.ts';

/** The whole plan in reading order, every word of it; what is out of the plan stands last, and says so (PT2). */
export function printPlan(source: PrintSource): Html {
  const { plan } = source;
  const inPlan = plan.sections.filter(({ retired }) => retired === undefined);
  const out = plan.sections.filter(({ retired }) => retired !== undefined);
  const homes = cardHomes([...inPlan, ...out]);
  const homeless = looseItems(source).filter(
    ({ sectionKey }) => !plan.sections.some(({ key }) => key === sectionKey),
  );
  return html`<h1>${plan.title}</h1>
    <p class="note">State: ${planStatusWords[plan.status]} · ${plan.alliance.name}</p>
    ${patientPart(source)}${inPlan.map((section) => printSection(source, section, homes))}
    ${
      homeless.length > 0
        ? html`<section>
            <h2>Not in a section</h2>
            ${homeless.map((item) => printItem(source, item))}
          </section>`
        : undefined
    }
    ${whoToCall(source)}
    ${
      out.length > 0
        ? html`<h1>No longer in the plan</h1>
            ${out.map((section) => printSection(source, section, homes))}`
        : undefined
    }`;
}

function printSection(source: PrintSource, section: SectionView, homes: CardHomes): Html {
  const loose = looseItems(source).filter(({ sectionKey }) => sectionKey === section.key);
  const isEmpty = section.rendered.html === '' && loose.length === 0;
  return html`<section>
    <h2>${section.heading}</h2>
    ${state(source, section)}
    <div class="text">
      ${isEmpty ? html`<p class="note">Nothing is written here yet.</p>` : printText(source, section, homes)}
    </div>
    ${
      loose.length > 0
        ? html`<p class="label">Also here, not placed in the text</p>
            ${loose.map((item) => printItem(source, item))}`
        : undefined
    }
  </section>`;
}

/** Who answers for a section, and what must be known before it is trusted. */
function state(source: PrintSource, section: SectionView): Html {
  const { owners, lastCare: care, retired } = section;
  const when = care && `${instantInWords(care.at, source)} by ${care.name}`;
  const words = [
    owners.length === 0
      ? 'Nobody edits here'
      : `Edited by ${listed(owners.map(({ title }) => title))}`,
    ...(when === undefined ? [] : [`last ${care?.kind ?? 'edited'} ${when}`]),
    ...(section.isStale ? [`not looked at for more than ${section.staleAfterDays} days`] : []),
  ];
  return html`<p class="note">${words.join(' · ')}</p>
    ${
      retired &&
      html`<p class="note">
        Taken out of the plan by ${retired.by}, ${instantInWords(retired.at, source)}:
        ${retired.reason}
      </p>`
    }${section.isPrivate && html`<p class="note">Private: only you see this section until you share it.</p>`}`;
}

/** The items whose card stands in no text that the reader sees: they are printed with their section, so that nothing is left out. */
function looseItems(source: PrintSource): PrintSource['items'] {
  const placed = new Set(source.plan.sections.flatMap((section) => cardIdsIn(section)));
  return source.items.filter(({ id }) => !placed.has(id));
}
