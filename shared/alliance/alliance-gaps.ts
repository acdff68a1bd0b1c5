import { rightOfSeat } from '../access/access-table.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type AllianceSection } from './alliance-view.ts';
import { type Alliance, type Seat, type SeatId } from './alliance.ts';
import { isLedAt } from './check-outcome.ts';
import { inSentence, uncovered, unfilled } from './gaps.ts';
import { seatsToSign, signatureOf } from './standing.ts';
import { uncoveredStretch } from './uncovered.ts';

/** What can be missing, most urgent first (AL48). */
export const allianceGapKinds = [
  'no-lead',
  'unfilled',
  'uncovered',
  'not-required-any-more',
  'unsigned',
  'no-owner',
  'no-rights',
  'no-consent',
  'review-overdue',
  'shift-ends',
  /** Two seats answer for the same: a hint, no fault (AL49). */
  'overlap',
] as const;

/** Something that is missing, in plain words. */
export interface AllianceGap {
  readonly kind: (typeof allianceGapKinds)[number];
  readonly text: string;
  /** The seats that it is about. */
  readonly seatIds: readonly SeatId[];
  readonly sectionKey?: SectionKey;
}

/** What the gaps are looked for in. */
export interface GapRequest {
  readonly alliance: Alliance;
  /** All sections of the plan. */
  readonly sectionKeys: readonly SectionKey[];
  /** The sections of which the reader may know, with who owns them. */
  readonly sections: readonly Pick<AllianceSection, 'key' | 'heading' | 'owners'>[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** How long before the end of a shift it is said that nobody comes next. */
const endsSoonMs = 12 * 60 * 60_000;

/** Everything that an alliance lacks, most urgent first. A closed one lacks nothing any more. */
export function allianceGaps(request: GapRequest): readonly AllianceGap[] {
  const { alliance, now } = request;
  if (alliance.status === 'closed') return [];
  return [
    ...(isLedAt(alliance, now)
      ? []
      : [gap('no-lead', 'Nobody leads now: who holds or covers a leading seat is missing.')]),
    ...ofSeats(alliance, 'unfilled', (seat) => unfilled(seat, now)),
    ...ofSeats(alliance, 'uncovered', (seat) => uncovered(seat, now)),
    ...notRequiredAnyMore(alliance),
    ...unsigned(alliance),
    ...withoutOwner(request),
    ...ofSeats(alliance, 'no-rights', (seat) => withoutRights(request, seat)),
    ...(alliance.consent === undefined ? [noConsent] : []),
    ...reviewOverdue(alliance, now),
    ...ofSeats(alliance, 'shift-ends', (seat) => shiftEnds(seat, now)),
    ...overlaps(alliance),
  ];
}

function gap(kind: AllianceGap['kind'], text: string, ...seats: readonly Seat[]): AllianceGap {
  return { kind, text, seatIds: seats.map(({ id }) => id) };
}

const noConsent = gap(
  'no-consent',
  'What the patient says to this is not recorded yet: until then nobody can open the plan.',
);

function ofSeats(
  { seats }: Alliance,
  kind: AllianceGap['kind'],
  textOf: (seat: Seat) => string | undefined,
): readonly AllianceGap[] {
  return seats.flatMap((seat) => {
    const text = textOf(seat);
    return text === undefined ? [] : [gap(kind, text, seat)];
  });
}

function notRequiredAnyMore({ noLongerRequired = [] }: Alliance): readonly AllianceGap[] {
  return noLongerRequired.map(({ title }) =>
    gap(
      'not-required-any-more',
      `The charter counts on the ${inSentence(title)}, whose seat is not required any more: put the charter forward anew.`,
    ),
  );
}

function unsigned(alliance: Alliance): readonly AllianceGap[] {
  const { sealed } = alliance.charter;
  const toSign = seatsToSign(alliance);
  const missing = toSign.filter(({ id }) => signatureOf(alliance, id) === undefined);
  if (sealed === undefined || missing.length === 0) return [];
  const titles = missing.map(({ role }) => inSentence(role.title)).join(', ');
  const verb = missing.length === 1 ? 'has' : 'have';
  const text = `${missing.length} of ${toSign.length} ${verb} not signed version ${sealed.number}: ${titles}.`;
  return [gap('unsigned', text, ...missing)];
}

function withoutOwner({ sections }: GapRequest): readonly AllianceGap[] {
  return sections
    .filter(({ owners }) => owners.length === 0)
    .map(({ key, heading }): AllianceGap => {
      const text = `Nobody owns “${heading}”.`;
      return { kind: 'no-owner', text, seatIds: [], sectionKey: key };
    });
}

function withoutRights({ alliance, sectionKeys }: GapRequest, seat: Seat): string | undefined {
  const isBlind = sectionKeys.every((key) => rightOfSeat(alliance, seat, key) === 'none');
  if (!isBlind || sectionKeys.length === 0) return undefined;
  return `The ${inSentence(seat.role.title)} may not open any section.`;
}

function reviewOverdue({ charter }: Alliance, now: number): readonly AllianceGap[] {
  const { reviewBy } = charter.agreements;
  if (Number.isNaN(Date.parse(reviewBy)) || Date.parse(reviewBy) + dayMs > now) return [];
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  const text = `The charter was to be looked at again by ${day.format(Date.parse(reviewBy))}.`;
  return [gap('review-overdue', text)];
}

const dayMs = 24 * 60 * 60_000;

function shiftEnds(seat: Seat, now: number): string | undefined {
  const stretch = uncoveredStretch(seat, { now, until: now + endsSoonMs });
  if (stretch === undefined || Date.parse(stretch.from) <= now) return undefined;
  return `Nobody covers the seat of the ${inSentence(seat.role.title)} when this shift ends.`;
}

function overlaps({ seats }: Alliance): readonly AllianceGap[] {
  return seats.flatMap((one, index) =>
    seats.slice(index + 1).flatMap((other) =>
      one.role.responsibilities
        .filter((line) => other.role.responsibilities.some((each) => isSame(each, line)))
        .map((line) => {
          const [first, second] = [one, other].map(({ role }) => inSentence(role.title));
          const text = `The ${first} and the ${second} both answer for “${line}”: agree who does what.`;
          return gap('overlap', text, one, other);
        }),
    ),
  );
}

/** The same words, whatever their capitals, spaces and last full stop. */
function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(line: string): string {
  return line.toLowerCase().replaceAll(/\s+/g, ' ').replace(/\.$/, '').trim();
}
