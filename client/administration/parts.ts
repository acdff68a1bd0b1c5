/** The parts of administration, as its addresses name them. */
export const administrationParts = ['people', 'sessions', 'alliances', 'settings'] as const;

/** One of {@link administrationParts}. */
export type AdministrationPart = (typeof administrationParts)[number];

/** Whether an address names a part of administration. */
export function isAdministrationPart(text: string): text is AdministrationPart {
  return administrationParts.some((part) => part === text);
}
