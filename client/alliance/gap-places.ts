import { type AllianceView, type SeatView } from '@alliance/shared/alliance/alliance-view';
import { isDisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';

/** Where something is mended: an element of the page, or the charter's own page. */
export type GapPlace = 'charter' | 'consent' | 'lifecycle' | 'owners' | `seat-${string}`;

/** Something that is missing. */
export interface Gap {
  readonly text: string;
  readonly place: GapPlace | undefined;
}

/** What the page itself adds to the gaps of the server, by their message. */
export type OwnGap = 'purpose' | 'consent' | 'charter' | 'notProposed' | 'sign';

/** What an alliance lacks: what the server names, and what still stands between it and being active. */
export function gapsShown(
  alliance: AllianceView,
  words: (key: OwnGap, seats?: string) => string,
): readonly Gap[] {
  const named = alliance.gaps.map((text) => ({ text, place: placeOf(alliance, text) }));
  return [...named, ...ownGaps(alliance, words)];
}

function ownGaps(
  { status, purpose, consent, charter, seats }: AllianceView,
  words: (key: OwnGap, seats?: string) => string,
): readonly Gap[] {
  if (status === 'closed') return [];
  const gaps: Gap[] = [];
  if (purpose.trim() === '') gaps.push({ text: words('purpose'), place: undefined });
  if (consent === undefined) gaps.push({ text: words('consent'), place: 'consent' });
  if (charter.sealed === undefined) gaps.push({ text: words('charter'), place: 'charter' });
  else if (status === 'draft') gaps.push({ text: words('notProposed'), place: 'lifecycle' });
  const unsigned = seats.filter(
    (seat) => charter.sealed !== undefined && hasToSign(seat) && !hasSigned(seat),
  );
  if (unsigned.length > 0)
    gaps.push({
      text: words('sign', unsigned.map(({ title }) => title).join(', ')),
      place: 'charter',
    });
  return gaps;
}

/** Which seat or section a sentence of the server is about. The longest name wins: "Nurse" is in "Ward nurse". */
function placeOf(alliance: AllianceView, text: string): GapPlace | undefined {
  const lower = text.toLowerCase();
  const places = [
    ...alliance.seats.map(({ id, title }) => [title, `seat-${id}`] as const),
    ...alliance.sections.map(({ heading }) => [heading, 'owners'] as const),
  ];
  const found = places
    .filter(([name]) => name !== '' && lower.includes(name.toLowerCase()))
    .toSorted(([one], [other]) => other.length - one.length);
  return found[0]?.[1];
}

/** Whether the charter needs the signature of a seat: every required professional one. */
export function hasToSign({ isRequired, disciplineKey }: SeatView): boolean {
  return isRequired && isDisciplineKey(disciplineKey) && !isPatientSide(disciplineKey);
}

/** Whether a seat has agreed to the version that asks for signatures. */
export function hasSigned({ signature }: SeatView): boolean {
  return signature !== undefined && signature.meaning !== 'decline';
}
