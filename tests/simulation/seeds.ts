/** Seeds that once violated a rule, each with what was wrong: they run in every test. */
export const seedsThatFailed: readonly {
  readonly seed: number;
  readonly steps: number;
  readonly was: string;
}[] = [
  {
    seed: 272,
    steps: 300,
    was: 'SM3: whoever could not be asked about when rights changed wrote on with the right of before',
  },
];
