import {
  type PlanFromClient,
  type PresentPerson,
  decodeFrame,
  encodeMessage,
  planChannel,
} from '@alliance/shared/sync/channel';
import { closeCodes } from '@alliance/shared/sync/close-code';

import { Channels } from './channels.ts';
import { type SaveState, worstOf } from './save-state.ts';
import { SectionSession } from './section-session.ts';
import { type SectionSync } from './section-sync.ts';
import { readPlanMessage } from './server-message.ts';
import { type Store, createSource } from './store.ts';
import { type Connection, TabSocket } from './tab-socket.ts';

/** One browser tab's conversation with the server: one socket, whatever the number of sections. */
export interface Tab {
  /** The live text of a section; the same object when it is asked for again. Each opening is closed once. */
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
  readonly connection: Store<Connection>;
  /** The worst of all sections. Ask before the page is left when `isAtStake` says so. */
  readonly save: Store<SaveState>;
  /** Hears that a record of the watched plan changed. */
  onPlanEvent(listener: (recordId: string) => void): () => void;
  /** Tries to connect now instead of at the end of the waiting time; also after signing in again. */
  retryNow(): void;
  /** Ends everything at once. */
  close(): void;
}

/** Opens the tab's socket. `url` is `ws(s)://host/sync`; `persona` names the tab's person in the demo. */
export function openTab(options: { readonly url: string; readonly persona?: string }): Tab {
  return new SocketTab(options.url, options.persona);
}

class SocketTab implements Tab {
  readonly #people = createSource<readonly PresentPerson[]>([]);
  readonly #storage = createSource<'ok' | 'full'>('ok');
  readonly #save = createSource<SaveState>({ kind: 'saved' });
  readonly #planListeners = new Set<(recordId: string) => void>();
  readonly #sections = new Map<string, SectionSession>();
  readonly #usedClientIDs = new Set<number>();
  readonly #socket: TabSocket;
  readonly #channels: Channels;
  #planId: string | undefined;
  #focused: string | null = null;
  /** The server shows us on the plan: only then does it take in where our caret is. */
  #isWatching = false;

  constructor(url: string, persona: string | undefined) {
    const query = persona === undefined ? '' : `?as=${encodeURIComponent(persona)}`;
    this.#socket = new TabSocket(`${url}${query}`, {
      opened: () => this.#opened(),
      received: (frame) => this.#received(frame),
      lost: (code, reason) => this.#lost(code, reason),
    });
    this.#channels = new Channels(this.#socket, (state) => this.#storage.set(state));
  }

  get people(): Store<readonly PresentPerson[]> {
    return this.#people;
  }

  get storage(): Store<'ok' | 'full'> {
    return this.#storage;
  }

  get connection(): Store<Connection> {
    return this.#socket.connection;
  }

  get save(): Store<SaveState> {
    return this.#save;
  }

  openSection(
    documentId: string,
    options: { readonly schema: number; readonly canEdit: boolean },
  ): SectionSync {
    const known = this.#sections.get(documentId);
    if (known !== undefined) return known.opened();
    const section = new SectionSession(documentId, options, {
      channels: this.#channels,
      storage: this.#storage,
      takeClientID: (leased) => this.#takeClientID(leased),
      reconnect: () => this.#reconnect(),
      ended: () => this.#ended(documentId),
    });
    this.#sections.set(documentId, section);
    section.state.subscribe(() => this.#sumUp());
    return section.opened();
  }

  watchPlan(planId: string): void {
    if (planId !== this.#planId) this.#people.set([]);
    this.#planId = planId;
    this.#watch();
  }

  focusSection(documentId: string | null): void {
    if (documentId === this.#focused) return;
    this.#focused = documentId;
    if (this.#isWatching) this.#tell({ type: 'focus', documentId });
  }

  onPlanEvent(listener: (recordId: string) => void): () => void {
    this.#planListeners.add(listener);
    return () => this.#planListeners.delete(listener);
  }

  retryNow(): void {
    this.#reconnect();
    for (const section of this.#sections.values())
      if (section.state.get().closed?.code === closeCodes.signedOut) section.retry();
  }

  close(): void {
    for (const section of this.#sections.values()) section.end();
    this.#sections.clear();
    this.#socket.close();
  }

  #reconnect(): void {
    this.#channels.resume();
    this.#socket.retryNow();
  }

  #opened(): void {
    this.#watch();
    this.#channels.socketOpened();
  }

  /** Asked again on every new socket; the caret's place follows when the server has answered. */
  #watch(): void {
    this.#isWatching = false;
    if (this.#planId !== undefined) this.#tell({ type: 'watch', planId: this.#planId });
  }

  #received(frame: Uint8Array): void {
    const decoded = decodeFrame(frame);
    if (decoded?.channel === planChannel) this.#receivedPlan(decoded.payload);
    else if (decoded !== undefined) this.#channels.received(decoded.channel, decoded.payload);
  }

  #receivedPlan(payload: Uint8Array): void {
    const message = readPlanMessage(payload);
    if (message?.type === 'presence' && message.planId === this.#planId)
      this.#receivedPeople(message.people);
    if (message?.type === 'event')
      for (const listener of this.#planListeners) listener(message.recordId);
  }

  #receivedPeople(people: readonly PresentPerson[]): void {
    this.#people.set(people);
    if (this.#isWatching) return;
    this.#isWatching = true;
    if (this.#focused !== null) this.#tell({ type: 'focus', documentId: this.#focused });
  }

  #lost(code: number, reason: string): void {
    this.#people.set([]);
    this.#channels.socketLost(code, reason);
  }

  #tell(message: PlanFromClient): void {
    this.#socket.send(encodeMessage(planChannel, message));
  }

  #takeClientID(leased: readonly number[]): number | undefined {
    const clientID = leased.find((id) => !this.#usedClientIDs.has(id));
    if (clientID !== undefined) this.#usedClientIDs.add(clientID);
    return clientID;
  }

  #ended(documentId: string): void {
    this.#sections.delete(documentId);
    this.#sumUp();
  }

  #sumUp(): void {
    this.#save.set(worstOf([...this.#sections.values()].map(({ state }) => state.get().save)));
  }
}
