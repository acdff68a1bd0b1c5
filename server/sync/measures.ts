/** What the sync server counts. Wired to the operator's metrics in `server/main.ts`; labels are fixed words only. */
export interface SyncMeasures {
  /** A socket came in, or went with a code. */
  socketOpened(kind: 'document' | 'tab'): void;
  socketClosed(kind: 'document' | 'tab', code: number): void;
  /** A request to upgrade was answered without a conversation: by an HTTP status or a close code. */
  turnedAway(code: number): void;
  /** A document's conversation ended by the server's decision. */
  conversationClosed(code: number): void;
  /** An update was refused by a rule. */
  refused(rule: string): void;
  /** A reader's copy may show other formatting than the section has. */
  copyDiffers(): void;
  /** A document in memory read otherwise than its rows, and was loaded again. */
  documentDiverged(): void;
  /** A copy knows of words that this server has lost. */
  copyRestored(): void;
  /** Rows of one room are on disk, so long after they were handed over. */
  committed(batch: { readonly rows: number; readonly bytes: number; readonly ms: number }): void;
  /** How many documents are in memory now. */
  roomsLive(count: number): void;
}

/** Counts nothing. */
export const noMeasures: SyncMeasures = {
  socketOpened() {},
  socketClosed() {},
  turnedAway() {},
  conversationClosed() {},
  refused() {},
  copyDiffers() {},
  documentDiverged() {},
  copyRestored() {},
  committed() {},
  roomsLive() {},
};
