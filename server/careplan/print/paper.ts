/** The sizes of paper that wards have. */
export const papers = ['a4', 'letter'] as const;

/** One of {@link papers}. */
export type Paper = (typeof papers)[number];
