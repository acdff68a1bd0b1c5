/** Limits of the storage adapters. Sizes in bytes, times in milliseconds. */

/** Largest payload of one message to the writer; what is more waits for the next commit. */
export const batchBytesMax = 8 * 1024 * 1024;

/** Most calls in one message to the writer. */
export const batchCallsMax = 4096;

/** How long a message to the writer waits when the last one left only just before, with many appends. */
export const commitPaceMs = 1;

/** So many appends in one commit are many: a few thousand come in a second, and the processor is what is short. */
export const crowdedCommit = 8;

/** Most payload that may wait for the writer. Beyond it the disk is far too slow, and appends are refused. */
export const waitingBytesMax = 128 * 1024 * 1024;

/** Most appends that may wait for the writer; and, counted apart, most other calls that may wait for an answer. */
export const waitingCallsMax = 65_536;

/** Calls that may wait for an answer before questions are refused: what remains is kept for changes. */
export const waitingQuestionsMax = 32_768;

/** Documents whose head the writer remembers; others are looked up again. */
export const knownHeadsMax = 8192;

/** Snapshots kept per document. */
export const snapshotsKept = 2;

/** Batches between two looks at the length of the write-ahead log: the look costs a quarter of a commit. */
export const batchesBetweenLooks = 32;

/** Pages of the write-ahead log after which the writer copies it into the database, between two commits. */
export const walPagesMax = 2000;

/** What a probe writes and removes: more than a page, so that it needs space as an append does. */
export const probeBytes = 16 * 1024;

/** How long a replay may take before its worker is ended. */
export const replayMsMax = 20_000;

/** Replays that may wait; a further one is answered `timeout` at once. */
export const waitingReplaysMax = 256;

/** Sessions and people that are remembered for those who come and go; the oldest are forgotten. */
export const knownPeopleMax = 20_000;

/** Documents whose plan is remembered. */
export const knownDocumentsMax = 20_000;

/** Plans that are remembered, each with its alliance. */
export const knownPlansMax = 2000;

/** Rows of a log that are looked at in one go, when the whole log is checked. */
export const checkedRowsMax = 256;

/** Up to this size the pages of a database are checked while the server runs: it takes a thirtieth of a second. */
export const checkedPagesBytesMax = 64 * 1024 * 1024;

/** Pages that a backup copies in one step; between two steps it says how far it is. */
export const backupPagesPerStep = 4096;

/** Rows of a log that one look for merge checks reads at once; of a longer log the look begins at a snapshot. */
export const scannedRowsMax = 20_000;

/** How long a look for merge checks may take before its thread is ended. */
export const scanMsMax = 20_000;
