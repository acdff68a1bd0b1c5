/** The folder that holds everything: who may open it, and why not. */

/** The database with everything in it. */
export const databaseFile = 'alliance.sqlite';

/** Held locked while a process uses the folder. */
export const lockFile = 'alliance.lock';

/** The key that signs session cookies, when the server made it itself. */
export const secretFile = 'secret';

/** Where a restore works; it means nothing, and the next restore removes it. */
export const restoringFolder = 'restore.unfinished';

/** What a restore has decided to put in place; while it is there, the restore is not finished. */
export const restoredFolder = 'restore.ready';

/** Where a copy goes before a migration changes the database. */
export const backupFolder = 'backups';

/** Marks the file as ours (`PRAGMA application_id`): "ALLI". */
export const applicationId = 0x414c4c49;

/** Why the server cannot start on a data folder. The message is one plain sentence for the person who started it. */
export abstract class DataFolderRefused extends Error {}

/** A later version of the product has written here. */
export class DataFolderNewer extends DataFolderRefused {
  override readonly name = 'DataFolderNewer';

  constructor(folder: string) {
    super(
      `The data folder ${folder} belongs to a newer version of Alliance: start that version, or name another folder in ALLIANCE_DATA.`,
    );
  }
}

/** The folder or its files cannot be written. */
export class DataFolderNotWritable extends DataFolderRefused {
  override readonly name = 'DataFolderNotWritable';

  constructor(folder: string) {
    super(
      `The data folder ${folder} cannot be written: allow this user to write there, or name another folder in ALLIANCE_DATA.`,
    );
  }
}

/** Another living process uses the folder. */
export class DataFolderInUse extends DataFolderRefused {
  override readonly name = 'DataFolderInUse';

  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another running Alliance: stop that one first, or name another folder in ALLIANCE_DATA.`,
    );
  }
}

/** The file is there but it is not a database of ours, or it is broken. */
export class DataFolderUnreadable extends DataFolderRefused {
  override readonly name = 'DataFolderUnreadable';

  constructor(folder: string) {
    super(
      `The database in ${folder} cannot be read: put a backup in its place, or name another folder in ALLIANCE_DATA; nothing was changed.`,
    );
  }
}

/** No space to start with. */
export class DataFolderFull extends DataFolderRefused {
  override readonly name = 'DataFolderFull';

  constructor(folder: string) {
    super(
      `There is no space left for the data folder ${folder}: free some and start again; nothing was changed.`,
    );
  }
}

/** There is nothing yet. */
export class DataFolderEmpty extends DataFolderRefused {
  override readonly name = 'DataFolderEmpty';

  constructor(folder: string) {
    super(
      `There is no data in ${folder}: name the folder of your Alliance in ALLIANCE_DATA, or start Alliance once.`,
    );
  }
}

/** A restore was interrupted in its last step. */
export class DataFolderRestoring extends DataFolderRefused {
  override readonly name = 'DataFolderRestoring';

  constructor(folder: string) {
    super(
      `A restore of ${folder} is not finished: start Alliance, or run the restore again, and it is; nothing was lost.`,
    );
  }
}

/** Names of the refusals, as they travel from the worker. */
export const refusals = {
  newer: DataFolderNewer,
  notWritable: DataFolderNotWritable,
  inUse: DataFolderInUse,
  unreadable: DataFolderUnreadable,
  full: DataFolderFull,
} as const;

/** A key of {@link refusals}. */
export type RefusalKey = keyof typeof refusals;

/** All of them. */
export const refusalKeys = [
  'newer',
  'notWritable',
  'inUse',
  'unreadable',
  'full',
] as const satisfies readonly RefusalKey[];
