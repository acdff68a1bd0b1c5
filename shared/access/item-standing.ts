import { type Alliance, type Seat } from '../alliance/alliance.ts';
import { seatsOf } from '../alliance/coverage.ts';
import { type CarePlan } from '../careplan/care-plan.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type PersonId } from '../identity/person.ts';
import { presentRight, rightOfSeat } from './access-table.ts';
import { standsFor } from './alliance-access.ts';
import { rightInSection } from './right-in-section.ts';
import { type SectionRight, weakerRight } from './section-right.ts';

/**
 * Where somebody stands in a plan at one instant, as far as its items ask for it. Made once and asked many times:
 * whoever reads five hundred items asks of each what they may do.
 */
export interface ItemStanding {
  readonly alliance: Alliance;
  readonly personId: PersonId;
  /** The seats in which they may act. */
  readonly seats: readonly Seat[];
  /** Those of {@link seats} for which they speak: not where they only learn. */
  readonly speaksFor: readonly Seat[];
  /** What they may do in each section that they see, in reading order. */
  readonly rights: ReadonlyMap<SectionKey, Exclude<SectionRight, 'none'>>;
  /** Sections in which nobody writes any more, whatever they might. */
  readonly closed: ReadonlySet<SectionKey>;
  /** Sections that are still private: nobody but their author knows what stands there. */
  readonly unshared: ReadonlySet<SectionKey>;
  /** From when on an item under its key belongs to a section that stands in the place of a draft. */
  readonly anewSince: ReadonlyMap<SectionKey, string>;
}

/** The standing of a person in a plan at an instant; `now` in milliseconds since the epoch. */
export function itemStandingAt(request: {
  readonly alliance: Alliance;
  readonly plan: Pick<CarePlan, 'sections'>;
  readonly personId: PersonId;
  readonly now: number;
}): ItemStanding {
  const { alliance, plan, personId, now } = request;
  const rights = plan.sections.flatMap((section) => {
    const right = rightInSection({ alliance, section, personId, now });
    return right === 'none' ? [] : [[section.key, right] as const];
  });
  const closed = plan.sections.filter((section) => section.retired !== undefined);
  const unshared = plan.sections.filter((section) => section.private !== undefined);
  return {
    alliance,
    personId,
    seats: seatsOf(alliance, personId, now),
    speaksFor: standsFor(alliance, personId, now),
    rights: new Map(rights),
    closed: new Set(closed.map(({ key }) => key)),
    unshared: new Set(unshared.map(({ key }) => key)),
    anewSince: new Map(
      plan.sections.flatMap(({ key, anewSince }) =>
        anewSince === undefined ? [] : [[key, anewSince] as const],
      ),
    ),
  };
}

/** What a person may do in a section now. */
export function rightHere({ rights }: ItemStanding, sectionKey: SectionKey): SectionRight {
  return rights.get(sectionKey) ?? 'none';
}

/** Whether anything can be written there now by anybody: neither is the alliance suspended nor the section out of the plan. */
export function isWritable({ alliance, closed }: ItemStanding, sectionKey: SectionKey): boolean {
  return alliance.status !== 'suspended' && !closed.has(sectionKey);
}

/** What one of their seats gives a person there by itself, and never more than they have. */
export function rightFrom(
  standing: ItemStanding,
  seat: Seat,
  sectionKey: SectionKey,
): SectionRight {
  const right = presentRight(standing.alliance, seat, sectionKey);
  return weakerRight(right, rightHere(standing, sectionKey));
}

/** Whether whoever sits in a seat sees a section: only they can be asked for something there. */
export function seatSees(
  alliance: Pick<Alliance, 'restricted'>,
  seat: Seat,
  sectionKey: SectionKey,
): boolean {
  return rightOfSeat(alliance, seat, sectionKey) !== 'none';
}
