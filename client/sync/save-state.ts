/** What the page may say about saving (SV rules). Only what is on the server's disk is `saved`. */
export type SaveState =
  /** `at`: when this tab heard that its last change is on disk, in milliseconds since 1970; absent when it made none. */
  | { readonly kind: 'saved'; readonly at?: number }
  | { readonly kind: 'saving' }
  /** `changes`: how many changes made in this tab are not on disk. */
  | { readonly kind: 'offline'; readonly changes: number }
  | {
      readonly kind: 'not-saved';
      readonly reason: NotSavedReason;
      /** The rule that refused, when one did. */
      readonly rule?: string;
    };

/** Why something is not saved, and will not be by waiting, except for `storage-full`, which recovers by itself. */
export type NotSavedReason =
  | 'refused'
  | 'storage-full'
  | 'too-large'
  | 'signed-out'
  | 'outdated'
  | 'not-found'
  | 'failed';
