/** Seeds that once violated a rule, each with what was wrong: they run in every test. */
export const seedsThatFailed: readonly {
  readonly seed: number;
  readonly steps: number;
  readonly was: string;
}[] = [];
