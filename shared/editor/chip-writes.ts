/** `GET /api/documents/{documentId}/chips`: who wrote what stands in the registers now, and when. The server's log says it, never a client (CH13). */
export interface ChipWritesView {
  readonly writes: readonly ChipWriteView[];
}

/** One write of a chip that nobody has replaced. */
export interface ChipWriteView {
  readonly chipId: string;
  readonly writeId: string;
  /** Name and discipline at the time of reading; empty where nobody knows any more. */
  readonly name: string;
  readonly disciplineKey: string;
  /** ISO 8601 instant at which it was on disk. */
  readonly at: string;
}
