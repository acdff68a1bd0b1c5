/** What a new alliance can begin with: seats, sections with first words, and a charter. Starting points, no clinical advice: every number is the team's own. */
export const templateKeys = [
  'heart-failure-discharge',
  'stroke-rehabilitation',
  'hip-fracture',
  'diabetes-kidney',
  'palliative-home',
] as const;

/** One of {@link templateKeys}. */
export type TemplateKey = (typeof templateKeys)[number];
