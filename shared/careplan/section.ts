import { identifierOf, identifierPattern } from '../identity/identifier.ts';

/**
 * The sections that a plan can have (rule CP1). A section is one Yjs document: the unit of reading right,
 * writing right, history, staleness and loading. The order here is the reading order.
 */
export const sectionKeys = [
  'what-matters',
  'snapshot',
  'health-concerns',
  'medicines',
  'nursing-safety',
  'mobility',
  'self-care',
  'swallowing-communication',
  'going-home',
  'contingency',
] as const;

/** One of {@link sectionKeys}. */
export type SectionKey = (typeof sectionKeys)[number];

/** Whether a string from outside names a section. */
export function isSectionKey(text: string): text is SectionKey {
  return (sectionKeys as readonly string[]).includes(text);
}

/** Identity of a section in its plan. */
export type SectionId = string & { readonly __brand: 'SectionId' };

/** Whether a string from outside has the shape of the id of a section. It says nothing about existence. */
function isSectionId(text: string): text is SectionId {
  return identifierPattern.test(text);
}

/** The id of a section out of a string that must be one; throws a `TypeError` otherwise. */
export const toSectionId = identifierOf(isSectionId);

/** Identity of a section's Yjs document, as it stands in `/sync/<documentId>`. */
export type DocumentId = string & { readonly __brand: 'DocumentId' };

/** Whether a string from outside has the shape of a document id. It says nothing about existence. */
export function isDocumentId(text: string): text is DocumentId {
  return identifierPattern.test(text);
}

/** The id of a document out of a string that must be one; throws a `TypeError` otherwise. */
export const toDocumentId = identifierOf(isDocumentId);
