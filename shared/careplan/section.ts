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
  'symptoms',
  'nutrition',
  'cognition',
  'mood',
  'social',
  'spirit',
  'advance-care',
  'self-management',
  'going-home',
  'contingency',
  'follow-up',
] as const;

/** One of {@link sectionKeys}. */
export type SectionKey = (typeof sectionKeys)[number];

/** What a section is called until its plan calls it something else. */
export const sectionHeadings: Readonly<Record<SectionKey, string>> = {
  'what-matters': 'What matters',
  snapshot: 'Snapshot',
  'health-concerns': 'Health concerns and risks',
  medicines: 'Medicines plan',
  'nursing-safety': 'Nursing care and safety',
  mobility: 'Mobility and falls',
  'self-care': 'Self-care and home tasks',
  'swallowing-communication': 'Swallowing and communication',
  symptoms: 'Comfort and symptoms',
  nutrition: 'Food and fluids',
  cognition: 'Thinking and fatigue',
  mood: 'Mood and coping',
  social: 'Family, carers, transport and money',
  spirit: 'Spirit and meaning',
  'advance-care': 'Wishes for later, and where they are kept',
  'self-management': 'What I do myself, and what we have practised',
  'going-home': 'Going home',
  contingency: 'If something happens',
  'follow-up': 'Follow-up and who to call',
};

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
