/**
 * What someone may do in a section, from most to least. `suggest` includes comment, `comment` includes read.
 * Until suggestions exist `suggest` behaves as `comment`, and the page says so. Someone without any
 * right never learns that the section exists.
 */
export const sectionRights = ['edit', 'suggest', 'comment', 'read', 'none'] as const;

/** One of {@link sectionRights}. */
export type SectionRight = (typeof sectionRights)[number];

/** A right that lets the section be seen: what the API calls `access`. */
export type SectionAccess = Exclude<SectionRight, 'none'>;

/** Whether whoever has this right to a section may comment there (CM3). */
export function includesComment(right: SectionRight): boolean {
  return sectionRights.indexOf(right) <= sectionRights.indexOf('comment');
}

/** The weaker of two rights. */
export function weakerRight(one: SectionRight, other: SectionRight): SectionRight {
  return sectionRights.indexOf(one) <= sectionRights.indexOf(other) ? other : one;
}

/** The stronger of two rights. */
export function strongerRight(one: SectionRight, other: SectionRight): SectionRight {
  return sectionRights.indexOf(one) <= sectionRights.indexOf(other) ? one : other;
}
