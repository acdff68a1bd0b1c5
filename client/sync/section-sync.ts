import { type SectionJson } from '@alliance/shared/editor/section-json';
import { type Awareness } from 'y-protocols/awareness';
import { type Doc } from 'yjs';

import { type KeptNow } from './kept-words.ts';
import { type SaveState } from './save-state.ts';
import { type Store } from './store.ts';

/** With what a section is opened. */
export interface SectionOptions {
  readonly schema: number;
  /** Whether its reader may write in it; asked for again when that changes. */
  readonly canEdit: boolean;
}

/** One section's live document in this tab. */
export interface SectionSync {
  readonly documentId: string;
  readonly state: Store<SectionState>;
  /** The live text once it was synced, at most once per frame: for static text and the Now panel. */
  readonly content: Store<SectionJson | undefined>;
  /** What was written here and is not on disk, as plain text: for Copy. Empty when there is nothing. */
  unsavedText(): string;
  /**
   * Starts again after a close that does not retry by itself. Unsaved text stays for Copy until it is let go of, and
   * is not sent; only after 4401, when the same person has signed in again, everything goes on as it was left.
   */
  retry(): void;
  /** What is kept and can no longer be sent. */
  keptNow(): KeptNow;
  /** An editor stands on the live document: what was refused and may be written again is, under `origin`, so that it can be undone. */
  takeUp(origin: unknown): void;
  /** What is typed while no text is there to take it, as it stands now: it counts as not saved until it is empty again. */
  typed(words: string): void;
  /** Keeps that for its author: it has no sure place in the text that came. */
  keepTyped(): void;
  /** Keeps what somebody goes on typing whose words were refused in the middle of a sentence; false after a pause, when it is something else. */
  goOn(words: string): boolean;
  /** Forgets what is kept and can no longer be sent: only when its author asked for that. */
  letGoOfKept(): void;
  /** Keeps what others write from the document while someone composes a character, and lets it in afterwards. */
  hold(isHeld: boolean): void;
  /** Whether the section can take this many more characters and still be saved (`sectionBytesMax`). */
  hasRoomFor(characters: number): boolean;
  /** Closes one opening. The last one ends the conversation, but not before everything written here is on disk or let go of. */
  close(): void;
}

/** Where a section's conversation stands. */
export interface SectionState {
  readonly phase: 'connecting' | 'live' | 'closed';
  /** Why it ended, while `phase` is `closed`. */
  readonly closed?: { readonly code: number; readonly reason: string; readonly rule?: string };
  /**
   * What an editor binds to: there once first synced, stays during reconnects and while signed out, otherwise gone
   * when closed; a new object when the document was replaced. It goes before anything arrives that the editor would delete.
   */
  readonly live?: { readonly doc: Doc; readonly awareness: Awareness };
  readonly save: SaveState;
  /** How many changes are kept for their author because they can no longer be sent; absent when there are none. */
  readonly kept?: number;
  /** The server takes nothing from this person here, although they were said to be allowed: nothing may be written until it is asked again. */
  readonly readOnly?: true;
  /** The server went back to an older copy of the section; until {@link SectionSync.letGoOfKept}, which says that it is known. */
  readonly restored?: true;
}
