/** Where the sync server says what an operator acts on: an event and fields, never content or names. */
export interface SyncLog {
  info(fields: SyncLogFields, event: string): void;
  warn(fields: SyncLogFields, event: string): void;
  error(fields: SyncLogFields, event: string): void;
}

/** What may stand beside an event. */
export type SyncLogFields = Readonly<Record<string, string | number | boolean | undefined>>;
