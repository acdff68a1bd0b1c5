/** The server's own limits. Sizes in bytes, times in milliseconds. What both sides must know is in `shared/limits.ts`. */
export const limits = {
  /** Structs and delete ranges that one update may declare. */
  updateStructsMax: 200_000,
  /** Ranges that are kept of what an author has deleted, where their change met a colleague's. */
  saidRangesMax: 2000,
  /** Longest state vector that is read of a section with a short one itself; of others, twice theirs. */
  stateVectorBytesMax: 64 * 1024,
  /** Longest state vector that is kept with them. */
  knownBytesMax: 16 * 1024,
  /** Length of an id that a tab names, in UTF-16 units. */
  idLengthMax: 256,
  /** Client ids of one person that one update may bring words of: a copy writes under one, and takes another with every new start. */
  clientsOfUpdateMax: 100,
  /** Nesting of one JSON value in an update. */
  valueDepthMax: 32,
  /** Length of a map key, attribute name or mark name, in UTF-16 units. */
  keyLengthMax: 256,
  /** Items that one update's words may be looked for between their neighbours; what lies farther apart is tried on a copy. */
  orderStepsMax: 500_000,
  /** Structs of one update of which only a copy can tell how they stand. */
  unsureStructsMax: 5000,
  /** Units that are looked at to say what somebody who wrote between two neighbours must have seen. */
  orderRootsMax: 200,
  /** Largest state of a section in which every update is tried on a copy once something odd stands in it. */
  triedBytesMax: 64 * 1024,
  /** Work that a session may ask for at once, in units of about a microsecond: how long all others wait for it at most. */
  workBurst: 100_000,
  /** Units of work that come back each millisecond: a fifth of one core. */
  workPerMs: 200,
  /** Longest time for which somebody is not heard in one go; below the half minute after which clients call a silent socket dead. */
  restMaxMs: 10_000,
  /** Sessions whose work is metered at the same time. */
  metersMax: 10_000,
  /** Units that every change has free: who types, however fast, is limited by the disk alone. */
  freeWork: 500,
  /** Clients of a document of which it is known where they typed last; the oldest are read whole again. */
  typingRunsMax: 1000,
  /** Keystrokes that a document has taken and not looked at yet; then they are put in together. */
  typedMax: 64,
  /** How far the size estimate of a section may run past the limit before the section is measured again. */
  sectionSlackBytes: 4096,
  /**
   * Largest encoded state of a section, what deletions leave behind included. Below the largest frame, so that a client
   * that holds all of it can still answer the server's question.
   */
  stateBytesMax: 960 * 1024,
  /** Updates of one member that may wait for the answer to the server's state vector. */
  parkedUpdatesMax: 1000,
  /** What may wait so in one room, and of that for one person: nobody takes the place of those who come back (IN26). */
  parkedBytesMax: 8 * 1024 * 1024,
  parkedBytesOfPersonMax: 2 * 1024 * 1024,
  /** Answers to state vectors that may wait in one room for a commit; the same whole state counts once. */
  answersBytesMax: 32 * 1024 * 1024,
  /** Client ids that `opened` leases at a time. */
  leasedClientIDs: 4,
  /** Leases and announced ids that a room remembers; the oldest are forgotten. */
  leasesMax: 20_000,
  /** And of one person: nobody makes it forget the ids of others. */
  leasesOfPersonMax: 2000,
  /** Clocks of departed awareness states that a room remembers. */
  departedMax: 1000,
  /** Length of one awareness state as a client says it, in UTF-16 units: twice what may be relayed of it. */
  awarenessStateLengthMax: 8192,
  /** Awareness states in one frame; clients repeat what they heard. */
  awarenessEntriesMax: 1024,
  /** Times that one member's presence is told in a stretch; a caret that moves faster is told at its end. */
  presenceFramesMax: 30,
  /** Length of such a stretch. */
  presenceStretchMs: 1000,
  /** How far an awareness clock may jump ahead. */
  awarenessClockJumpMax: 1_000_000,
  /** Rows of a document's log between two snapshots. */
  snapshotRows: 2000,
  /** Rows after the last snapshot that a document may rest with: they are read one by one when it is opened again. */
  restingRows: 64,
  /** Snapshots of resting documents that are proved at the same time; other documents rest later. */
  restingSnapshotsMax: 16,
  /** How long a server that stops waits for them. */
  stopSnapshotsMs: 2000,
  /** Updates of one socket that wait for their commit before the socket is no longer read. */
  waitingBytesMax: 2 * 1024 * 1024,
  /** What may wait in a socket towards a slow reader. */
  bufferedBytesMax: 8 * 1024 * 1024,
  /** What is gathered for one socket in a turn; beyond it leaves at once. */
  gatheredBytesMax: 32 * 1024,
  /** What may wait so towards all sockets of one session. */
  sessionBacklogBytesMax: 64 * 1024 * 1024,
  /** What may wait so altogether. */
  wholeBacklogBytesMax: 256 * 1024 * 1024,
  /** After so much was written to sockets that do not keep up the sums are looked at. */
  backlogLookBytes: 4 * 1024 * 1024,
  /** WebSocket fragments of one message. Browsers use a few, and only for long messages. */
  fragmentsMax: 256,
  /** Pieces in which the network may bring one frame: the largest one in pieces of 512 bytes. */
  piecesMax: 2048,
  /** How often sockets are looked at for a sign of life. */
  pulseMs: 5000,
  /** How many such looks may find the same message unfinished, half a minute: a slow line brings a long paste in it. */
  messageLooksMax: 6,
  /** What may be held of messages that are begun, altogether. */
  begunBytesMax: 128 * 1024 * 1024,
  /** After so many looks that find nothing new, a minute and a half, a socket is gone; after half of them it is asked. */
  silenceLooksMax: 18,
  /** Requests to upgrade that are looked at, and sockets that are told why not, at a time. */
  strangersMax: 2000,
  /** How often a session may open a socket: all of its sockets twice at once, then so many a second. */
  comingsMax: 2000,
  comingsPerSecond: 20,
  /** Sessions of which that is known. */
  comingsKeysMax: 20_000,
  /** The stretch of time in which a tab's requests are counted. */
  allowanceMs: 10_000,
  /** Requests to open a channel that one tab's socket may make in such a stretch: a tab with 256 unsaved sections tries each a few times. */
  opensMax: 2000,
  /** Requests beyond the 256 channels that are answered one by one in such a stretch; then the socket is closed. */
  excessOpensMax: 64,
  /** How often a tab may say in such a stretch which plan it shows. */
  watchesMax: 200,
  /** Sockets of one session. A browser has a few dozen tabs; whoever measures or works for many has hundreds. */
  socketsPerSessionMax: 1000,
  /** How long failures of the same kind are gathered into one line of the log. */
  failuresMs: 1000,
  /** How long a room without members stays in memory. */
  roomIdleMs: 30_000,
  /** How often rights, sessions and idle rooms are looked at. */
  sweepMs: 15_000,
  /** How often somebody who comes in is asked about again because rights changed meanwhile. */
  entranceTriesMax: 5,
  /** Longest wait of one timer for something that ends by the clock. */
  timerMsMax: 3_600_000,
  /** Sockets whose session or rights are looked up at the same time. */
  rightsAskedMax: 256,
  /** How often a full storage is asked whether there is space again. */
  probeMs: 1000,
  /** How long changes of plan presence are gathered. */
  presenceMs: 50,
  /** How long it is gathered who is to be told that what needs them may have changed. */
  inboxMs: 250,
  /** How long a closed socket may take to say goodbye. */
  goodbyeMs: 5000,
  /** After so many milliseconds a document is asked whether it has changed again, before the anchors in it are looked at. */
  anchorStretchMs: 250,
  /** After so many of them it is looked at, however fast it changes. */
  anchorStretchesMax: 4,
  /** The same for what only stands around anchored words: that is written when a document is quiet. */
  contextStretchMs: 2500,
  /** After so many of them it is written. */
  contextStretchesMax: 24,
  /** Anchors that are looked at in one go. */
  anchorsPerLookMax: 250,
  /** How often a thread that somebody else writes at the same time is loaded again for its anchor. */
  anchorTriesMax: 3,
  /** Plans whose anchored threads are kept in memory, and documents of which it is known whether they have any; the oldest are forgotten. */
  anchoredPlansMax: 500,
  knownDocumentsMax: 20_000,
  /** How many rows of a document's log are read to find who removed commented text, and how many at a time. */
  removalRowsMax: 5000,
  removalPageRows: 200,
  /** How many items of a text are looked at to see what of an anchor's stretch is gone. */
  goneItemsMax: 5000,
  /** Writes of comments that one person may make in a stretch (CM20). */
  threadWritesMax: 60,
  /** Marks "read" that one person may move in such a stretch. */
  threadReadsMax: 600,
  /** Length of such a stretch. */
  threadWritesMs: 60_000,
  /** How often one person may ask in a stretch for what needs them, and as often for threads (IB16). */
  readsMax: 1200,
  /** Length of such a stretch. */
  readsMs: 60_000,
  /** People whose questions are counted at a time. */
  readersMax: 10_000,
  /** Plans whose threads are kept in memory for inboxes, and comments in all of them; those not read for longest are forgotten. */
  inboxPlansMax: 500,
  inboxCommentsMax: 200_000,
  /** Time to answer a request to upgrade. */
  admissionMs: 5000,
} as const;
