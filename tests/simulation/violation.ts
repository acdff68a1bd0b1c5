/** A run has found what must never be. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** The rule of `shared/SPEC.md`. */
  readonly rule: string;

  constructor(rule: string, what: string) {
    super(`${rule}: ${what}`);
    this.rule = rule;
  }
}
