import { type Framing } from '../light/frames.ts';

/** A server that can be measured. */
export interface Contender {
  /** As the tables call it. */
  readonly name: string;
  /** Package and version, and what is special here. */
  readonly description: string;
  readonly framing: Framing;
  /** Whether documents outlive the process. */
  readonly isPersistent: boolean;
  /** Whether it keeps documents at all: a bare relay cannot be read back. */
  readonly hasDocuments: boolean;
  /** Makes the data folder ready for documents 0 to `documents - 1`; once, before the first start. */
  prepare(setup: Setup): Promise<Prepared>;
}

/** What a run needs of a contender. */
export interface Setup {
  /** Empty, and the contender's own. */
  readonly folder: string;
  readonly documents: number;
  /** The first state of every document. */
  readonly seed: Uint8Array;
}

/** How to start a prepared contender, and how to reach it. */
export interface Prepared {
  /** Node's arguments for a start on a port. */
  readonly args: readonly string[];
  env(port: number): Readonly<Record<string, string>>;
  /** Documents already hold their seed; otherwise the first client brings it. */
  readonly isSeeded: boolean;
  documentName(document: number): string;
  path(document: number): string;
  /** The cookie of a client; clients with the same index modulo the number of people are one person. */
  cookie(client: number): string | undefined;
}
