import { type PresentPerson } from '@alliance/shared/sync/channel';

import { type SaveState } from './save-state.ts';
import { type SectionSync } from './section-sync.ts';
import { type Store } from './store.ts';

/** One browser tab's conversation with the server: one socket, whatever the number of sections. */
export interface Tab {
  /** The live text of a section; the same object when it is asked for twice, until it is closed. */
  openSection(
    documentId: string,
    options: { readonly schema: number; readonly canEdit: boolean },
  ): SectionSync;
  /** Asks who else has this plan open, and for its record events. */
  watchPlan(planId: string): void;
  /** Tells colleagues in which section my caret is; null for none. */
  focusSection(documentId: string | null): void;
  /** Who has the watched plan open, me included. */
  readonly people: Store<readonly PresentPerson[]>;
  /** Whether the server can save at all now. */
  readonly storage: Store<'ok' | 'full'>;
  readonly connection: Store<'connecting' | 'online' | 'offline'>;
  /** The worst of all sections: ask before the page is left unless it is `saved`. */
  readonly save: Store<SaveState>;
  /** Hears that a record of the watched plan changed. */
  onPlanEvent(listener: (recordId: string) => void): () => void;
  /** Tries to connect now instead of at the end of the waiting time. */
  retryNow(): void;
  close(): void;
}

/** Opens the tab's socket. `url` is `ws(s)://host/sync`; `persona` names the tab's person in the demo. */
export function openTab(_options: { readonly url: string; readonly persona?: string }): Tab {
  throw new Error('The tab socket is being written');
}
