import {
  type AllianceId,
  type Coverage,
  type Seat,
  type SeatId,
  toAllianceId,
  toSeatId,
} from '@alliance/shared/alliance/alliance';
import { acceptedInvitation } from '@alliance/shared/alliance/invitation';
import { type PlanId, type Section, toPlanId } from '@alliance/shared/careplan/care-plan';
import {
  type DocumentId,
  type SectionKey,
  toDocumentId,
  toSectionId,
} from '@alliance/shared/careplan/section';

import { type CastKey, castId } from './cast.ts';
import { stableId } from './stable-id.ts';

/** What a seat of the demo says of itself; the rest has a default. */
export interface SeatWords extends Pick<Seat, 'role' | 'contact' | 'coverage'> {
  /** Unique in its alliance. */
  readonly name: string;
  readonly isRequired?: boolean;
  readonly isLead?: boolean;
  readonly isSteward?: boolean;
  readonly invitation?: Seat['invitation'];
  readonly scope?: Seat['scope'];
}

/** A seat, required and accepted unless it says otherwise. Its id is the same in every demo. */
export function seatOf(allianceName: string, words: SeatWords): Seat {
  const { name, ...rest } = words;
  return {
    id: seatId(`${allianceName} ${name}`),
    isRequired: true,
    isLead: false,
    isSteward: false,
    invitation: acceptedInvitation,
    scope: [],
    revision: 1,
    ...rest,
  };
}

/** Sits here from an instant on, to another one where given. */
export function covers(who: CastKey, kind: Coverage['kind'], from: string, to?: string): Coverage {
  const row = { personId: castId(who), from, kind };
  return to === undefined ? row : { ...row, to };
}

/** A section with the given document; the section's own id is the same in every demo. */
export function sectionOf(
  planName: string,
  key: SectionKey,
  part: { readonly heading: string; readonly documentId: DocumentId },
): Section {
  const id = toSectionId(stableId(`section ${planName} ${key}`));
  return { id, key, ...part };
}

/** The id of an alliance: the same in every demo. */
export function allianceId(name: string): AllianceId {
  return toAllianceId(stableId(`alliance ${name}`));
}

/** The id of a plan: the same in every demo. */
export function planId(name: string): PlanId {
  return toPlanId(stableId(`plan ${name}`));
}

/** A document id that no world had before: an old copy in a browser is never merged into a new world. */
export function freshDocumentId(newId: () => string): DocumentId {
  return toDocumentId(newId());
}

function seatId(name: string): SeatId {
  return toSeatId(stableId(`seat ${name}`));
}
