import {
  type PlanFromClient,
  type PresentPerson,
  type RecordEvent,
  decodeFrame,
  encodeMessage,
  planChannel,
} from '@alliance/shared/sync/channel';
import { closeCodes } from '@alliance/shared/sync/close-code';

import { Channels } from './channels.ts';
import { type SaveState, worstOf } from './save-state.ts';
import { SectionSession } from './section-session.ts';
import { type SectionOptions, type SectionState, type SectionSync } from './section-sync.ts';
import { readPlanMessage } from './server-message.ts';
import { type Store, createSource } from './store.ts';
import { type Connection, TabSocket } from './tab-socket.ts';

/** One browser tab's conversation with the server: one socket, whatever the number of sections. */
export interface Tab {
  /** The live text of a section; the same object when it is asked for again. Each opening is closed once. */
  openSection(documentId: string, options: SectionOptions): SectionSync;
  /** Asks who else has this plan open, and for its record events; for no plan any more after null. */
  watchPlan(planId: string | null): void;
  /** Tells colleagues in which section my caret is; null for none. */
  focusSection(documentId: string | null): void;
  /** Who has the watched plan open, me included. */
  readonly people: Store<readonly PresentPerson[]>;
  /** Whether the server can save at all now. */
  readonly storage: Store<'ok' | 'full'>;
  readonly connection: Store<Connection>;
  /** The worst of all sections. Ask before the page is left when `isAtStake` says so. */
  readonly save: Store<SaveState>;
  /** Hears that a record of the watched plan, or what needs me, changed. Events are lost while there is no connection: ask again when it is back. */
  onEvent(listener: (event: RecordEvent) => void): () => void;
  /** Tries to connect now instead of at the end of the waiting time; also after signing in again. */
  retryNow(): void;
  /** Hangs up and stays silent until {@link Tab.resume}, as while the page is locked. Everything typed is kept. */
  pause(): void;
  resume(): void;
  /** How many changes of all sections, those closed meanwhile included, are not on disk. */
  unsavedChanges(): number;
  /** Their text, for Copy. */
  unsavedText(): string;
  /** Starts every section again that ended with something unsaved. */
  retryNotSaved(): void;
  /** Forgets what is kept and can no longer be sent, in every section. */
  letGoOfKept(): void;
  /** Whether something is kept that can no longer be sent. */
  readonly hasKept: Store<boolean>;
  /** Whether a section with something unsaved has ended, so that only {@link Tab.retryNotSaved} opens it again. */
  readonly hasEnded: Store<boolean>;
  /** Ends everything at once, whatever is unsaved. */
  close(): void;
}

/** Opens the tab's socket. `url` is `ws(s)://host/sync`; `persona` names the tab's person in the demo. */
export function openTab(options: { readonly url: string; readonly persona?: string }): Tab {
  return new SocketTab(options.url, options.persona);
}

class SocketTab implements Tab {
  readonly #people = createSource<readonly PresentPerson[]>([]);
  readonly #storage = createSource<'ok' | 'full'>('ok');
  readonly #save = createSource<SaveState>({ kind: 'connecting' });
  readonly #hasKept = createSource(false);
  readonly #hasEnded = createSource(false);
  readonly #eventListeners = new Set<(event: RecordEvent) => void>();
  readonly #sections = new Map<string, SectionSession>();
  readonly #usedClientIDs = new Set<number>();
  readonly #socket: TabSocket;
  readonly #channels: Channels;
  #planId: string | null = null;
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

  get hasKept(): Store<boolean> {
    return this.#hasKept;
  }

  get hasEnded(): Store<boolean> {
    return this.#hasEnded;
  }

  openSection(documentId: string, options: SectionOptions): SectionSync {
    const known = this.#sections.get(documentId);
    if (known !== undefined) return known.opened(options);
    const section = new SectionSession(documentId, options, {
      channels: this.#channels,
      storage: this.#storage,
      takeClientID: (leased) => this.#takeClientID(leased),
      reconnect: () => this.#reconnect(),
      ended: () => this.#ended(documentId),
    });
    this.#sections.set(documentId, section);
    section.state.subscribe(() => this.#sumUp());
    return section.opened(options);
  }

  watchPlan(planId: string | null): void {
    if (planId !== this.#planId) this.#people.set([]);
    this.#planId = planId;
    this.#watch();
  }

  focusSection(documentId: string | null): void {
    if (documentId === this.#focused) return;
    this.#focused = documentId;
    if (this.#isWatching) this.#tell({ type: 'focus', documentId });
  }

  onEvent(listener: (event: RecordEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  retryNow(): void {
    this.#reconnect();
    for (const section of this.#sections.values())
      if (section.state.get().closed?.code === closeCodes.signedOut) section.retry();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
    this.retryNow();
  }

  unsavedChanges(): number {
    return this.#all.reduce((sum, section) => sum + section.unsavedChanges, 0);
  }

  unsavedText(): string {
    const texts = this.#all.map((section) => section.unsavedText());
    return texts.filter((text) => text !== '').join('\n\n');
  }

  retryNotSaved(): void {
    for (const section of this.#all) if (hasEnded(section.state.get())) section.retry();
  }

  letGoOfKept(): void {
    for (const section of this.#all) section.letGoOfKept();
  }

  close(): void {
    for (const section of this.#sections.values()) section.end();
    this.#sections.clear();
    this.#socket.close();
  }

  get #all(): readonly SectionSession[] {
    return [...this.#sections.values()];
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
    if (this.#planId !== null) this.#tell({ type: 'watch', planId: this.#planId });
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
    if (message?.type === 'event') for (const listener of this.#eventListeners) listener(message);
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
    const states = this.#all.map(({ state }) => state.get());
    this.#hasKept.set(states.some(({ kept }) => kept !== undefined));
    this.#hasEnded.set(states.some(hasEnded));
    this.#save.set(worstOf(states.map(({ save }) => save)));
  }
}

function hasEnded({ phase, save }: SectionState): boolean {
  return phase === 'closed' && save.kind === 'not-saved';
}
