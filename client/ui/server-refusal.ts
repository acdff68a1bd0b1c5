/** The server said no, or nothing that can be read. `status` 0: it could not be reached at all. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  readonly status: number;
  /** The rule of `SPEC.md` that refused, where the server names one: `CM12`. */
  readonly rule: string | undefined;

  /** Why, as a key, where one rule refuses for several reasons: `read-back-done`. */
  readonly reason: string | undefined;
  /** What the server says to people about it: what happened, what is safe, what to do next. */
  readonly words: string | undefined;

  constructor(
    status: number,
    options?: ErrorOptions & {
      readonly rule?: string | undefined;
      readonly reason?: string | undefined;
      readonly words?: string | undefined;
    },
  ) {
    super(status === 0 ? 'The server cannot be reached' : `The server answered ${status}`, options);
    this.status = status;
    this.rule = options?.rule;
    this.reason = options?.reason;
    this.words = options?.words;
  }
}
