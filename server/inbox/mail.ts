/** An e-mail: plain text, and never a word of a plan or a name in it (IB9). */
export interface Letter {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What became of a letter. `sent`: the mail server has it. `refused`: it will never take this one. `later`: it takes
 * this one another time. `away`: nothing can be sent now. `unknown`: the connection broke when the mail server may
 * already have had it; whoever must not send twice does not send again.
 */
export type Posted = 'sent' | 'refused' | 'later' | 'away' | 'unknown';

/** Sends letters. Never rejects. */
export interface Mail {
  send(letter: Letter): Promise<Posted>;
  /** Gives up what is being sent, and sends nothing any more. */
  close(): void;
}
