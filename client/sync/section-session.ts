import { knowsDocument, knowsUpdate } from '@alliance/shared/editor/known-names';
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { closeCodes } from '@alliance/shared/sync/close-code';

import { type Channels, type OpenRequest, type Opened } from './channels.ts';
import { ContentBatch } from './content-batch.ts';
import { readFrame } from './frame.ts';
import { type KeptNow, failureOf } from './kept-words.ts';
import { LiveDocument } from './live-document.ts';
import { OwnWords } from './own-words.ts';
import { SectionConversation } from './section-conversation.ts';
import { type SectionLink } from './section-link.ts';
import { SectionReport } from './section-report.ts';
import { SectionStanding } from './section-standing.ts';
import { type SectionOptions, type SectionState, type SectionSync } from './section-sync.ts';
import { type Store } from './store.ts';
import { type GivenUp } from './written-again.ts';

/** What a section needs from its tab. */
export interface SectionHost {
  readonly channels: Channels;
  readonly storage: Store<'ok' | 'full'>;
  /** Chooses one that no document of this tab has used. */
  takeClientID(leased: readonly number[]): number | undefined;
  /** Sees to it that the socket is tried again, if it has ended. */
  reconnect(): void;
  /** The conversation has ended and nothing is left to save. */
  ended(section: SectionSession): void;
}

/** Before the first text, a server that cannot serve is asked again after up to this many milliseconds. */
const firstRetryMax = 4_000;
/** So many milliseconds an editor has to take up what may be written again. */
const editorPatience = 1_500;

/** A section in this tab: keeps one {@link LiveDocument} in conversation with the server, and tells the truth about it. */
export class SectionSession implements SectionSync {
  readonly documentId: string;
  readonly content: Store<SectionJson | undefined>;
  readonly #batch: ContentBatch;
  readonly #host: SectionHost;
  readonly #report = new SectionReport();
  readonly #conversation: SectionConversation;
  readonly #link: SectionLink;
  readonly #words = new OwnWords();
  readonly #standing = new SectionStanding();
  #options: SectionOptions;
  readonly #stopWatching: () => void;
  #document: LiveDocument | undefined;
  #isShown = false;
  #openings = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #takeUpTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(documentId: string, options: SectionOptions, host: SectionHost) {
    this.documentId = documentId;
    this.#options = options;
    this.#host = host;
    this.#conversation = new SectionConversation(host.channels, {
      request: () => this.#request(),
      counter: () => this.#document?.counter,
      mayEdit: () => this.#mayEdit,
      waitsForSpace: () => this.#standing.isStorageFull && host.storage.get() === 'full',
      opened: (opened) => this.#channelOpened(opened),
      saved: (count, head) => this.#saved(count, head),
      refused: (refusal) => this.#standing.refused(refusal),
      closed: (code, reason) => this.#channelClosed(code, reason),
      before: (frame) => this.#freezeBefore(frame),
      after: () => {
        if (this.#document?.hasLostClientID === true) this.#replaceDocument(0);
      },
      changed: () => this.#refresh(),
    });
    this.#link = this.#conversation.link;
    this.#batch = new ContentBatch();
    this.content = this.#batch.content;
    this.#stopWatching = host.storage.subscribe(() => this.#storageChanged());
    this.#conversation.open();
  }

  get state(): Store<SectionState> {
    return this.#report.state;
  }

  /** Counts an opening; another right than before begins the conversation anew, and nothing unsaved is forgotten. */
  opened(options: SectionOptions): this {
    this.#openings += 1;
    const isSame = options.canEdit === this.#mayEdit && options.schema === this.#options.schema;
    const before = this.#options.canEdit;
    this.#options = options;
    this.#standing.allowed();
    if (!isSame) this.#reopen();
    else if (before !== options.canEdit) this.#refresh();
    return this;
  }

  /** Changes made here that are not on disk, those kept for their author included. */
  get unsavedChanges(): number {
    return (this.#document?.counter.unsaved ?? 0) + this.#words.changes;
  }

  unsavedText(): string {
    return [this.#words.text, this.#document?.unsavedText() ?? ''].filter(Boolean).join('\n');
  }

  keptNow(): KeptNow {
    return this.#words.now(() => {
      this.#refresh();
      this.#endWhenSaved();
    });
  }

  typed(words: string): void {
    this.#words.typed(words);
    this.#refresh();
    this.#endWhenSaved();
  }

  keepTyped(): void {
    this.#words.keepTyped();
    this.#refresh();
  }

  takeUp(origin: unknown): void {
    clearTimeout(this.#takeUpTimer);
    if (this.#document === undefined || !this.#isShown || !this.#words.isWaiting) return;
    this.#words.takeUp(this.#document, origin);
    this.#refresh();
  }

  goOn(words: string): boolean {
    const isKept = this.#words.goOn(words);
    if (isKept) this.#refresh();
    return isKept;
  }

  letGoOfKept(): void {
    this.#words.letGo();
    this.#standing.known();
    this.#refresh();
    this.#endWhenSaved();
  }

  retry(): void {
    const code = this.#standing.retried();
    if (code !== undefined) this.#host.reconnect();
    if (code === closeCodes.signedOut && this.#document !== undefined) this.#document.reconnect();
    else if (code !== undefined) this.#replaceDocument(code);
    this.#refresh();
  }

  hold(isHeld: boolean): void {
    this.#link.hold(isHeld);
    this.#conversation.deliver();
  }

  hasRoomFor(characters: number): boolean {
    return this.#document?.hasRoomFor(characters) ?? false;
  }

  close(): void {
    this.#openings -= 1;
    this.#endWhenSaved();
  }

  /** Ends at once, whatever is unsaved. */
  end(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#takeUpTimer);
    this.#stopWatching();
    this.#batch.stop();
    this.#discardDocument();
    this.#link.leave();
  }

  // The server's side.

  /** The provider may have been waiting for space. */
  #storageChanged(): void {
    const isWaiting = this.#link.hasSocket && !this.#link.hasChannel;
    if (isWaiting && this.#host.storage.get() === 'ok') this.#conversation.open();
    this.#refresh();
  }

  #reopen(): void {
    this.#replaceDocument(this.#standing.retried() ?? (this.#mayEdit ? 0 : closeCodes.refused));
  }

  get #mayEdit(): boolean {
    return this.#options.canEdit && !this.#standing.isReadOnly;
  }

  #request(): OpenRequest {
    const { documentId } = this;
    return { documentId, schema: this.#options.schema, ...this.#document?.held };
  }

  #channelOpened(opened: Opened): void {
    this.#standing.opened();
    const isOther =
      this.#document !== undefined && this.#document.incarnation !== opened.incarnation;
    // The server's document was restored: ours must not be merged into it (SV5).
    if (isOther) this.#quarantine();
    else this.#document?.heardOf(opened.head);
    if (this.#document === undefined) this.#createDocument(opened);
    else this.#conversation.attach();
  }

  /** What was ours and unsaved is kept for its author; the rest was the server's, and is not given back to it. */
  #quarantine(): void {
    this.#link.forgetSocket();
    this.#standing.restored();
    this.#words.setAside(this.#document, { reason: 'restored' });
    this.#discardDocument();
  }

  /** The server has lost what our copy knows (SV16). */
  #replaceRestored(): void {
    this.#quarantine();
    this.#conversation.open();
    this.#refresh();
  }

  #createDocument(opened: Opened): void {
    const canEdit = this.#mayEdit;
    const clientID = this.#host.takeClientID(opened.clientIDs);
    if (clientID === undefined) return this.#end(closeCodes.abuse, 'abuse');
    const keepsMarks = !canEdit || this.#standing.hasDiffered;
    const document = new LiveDocument(
      { opened, clientID, canEdit, keepsMarks },
      this.#conversation,
      {
        changedHere: () => this.#refresh(),
        changed: () => this.#batch.changed(document.doc),
        synced: () => this.#synced(),
        tell: (frame) => {
          if (this.#link.isOpen) this.#link.send(frame);
        },
        ended: (code, reason) => this.#end(code, reason),
      },
    );
    this.#document = document;
  }

  #saved(count: number, head: number): void {
    if (this.#document === undefined) return;
    this.#document.acknowledged(count, head);
    this.#standing.saved(this.#document.counter);
    this.#refresh();
    this.#endWhenSaved();
  }

  /** An editor lets go of the document before something arrives that it does not know (ED rules). */
  #freezeBefore(payload: Uint8Array): void {
    const frame = readFrame(payload);
    if ('update' in frame && this.#isShown && !knowsUpdate(frame.update)) this.#hide();
  }

  #hide(): void {
    this.#isShown = false;
    this.#standing.ended({ code: closeCodes.outdated }, 'outdated');
    this.#refresh();
  }

  #synced(): void {
    const document = this.#document;
    if (document === undefined || this.#isShown || this.#standing.closed !== undefined) return;
    if (knowsDocument(document.doc)) this.#isShown = true;
    else this.#hide();
    this.#refresh();
    // Where no editor stands, nobody is waited for.
    if (this.#words.isWaiting)
      this.#takeUpTimer = setTimeout(() => this.takeUp(undefined), editorPatience);
  }

  #channelClosed(code: number, reason: string): void {
    if (reason === 'copy-differs') return this.#startAfresh();
    if (reason === 'restored') return this.#replaceRestored();
    this.#conversation.deliver();
    if (reason === 'storage-full') this.#standing.storageIsFull();
    if (this.#link.hasSocket) this.#link.lose(code, reason);
    else if (this.#document === undefined) this.#firstOpenFailed(code, reason);
    this.#refresh();
  }

  #firstOpenFailed(code: number, reason: string): void {
    if (code >= 4400 && code < 4500) return this.#end(code, reason);
    const delay = code === closeCodes.tryAgain ? Math.random() * firstRetryMax : 0;
    this.#timer = setTimeout(() => this.#conversation.open(), delay);
  }

  /** The conversation is over until someone retries. What is unsaved is kept for its author. */
  #end(code: number, reason: string): void {
    const given = this.#standing.givenUp(code);
    if (this.#goesOnAfresh(given)) return;
    this.#standing.ended(given, reason);
    if (code === closeCodes.signedOut) return this.#pause();
    this.#isShown = false;
    this.#words.setAside(this.#document, failureOf(given));
    // Refused words are not part of the plan: the text shown falls back to what the server has.
    if (code === closeCodes.refused) this.#batch.clear();
    this.#discardDocument();
    this.#link.leave();
    this.#refresh();
    this.#endWhenSaved();
  }

  /** Only what was sent is refused: a fresh copy shows the server's text at once, and what can be is written again (SV17). */
  #goesOnAfresh(given: GivenUp): boolean {
    const document = this.#document;
    const isOver = given.code !== closeCodes.refused && given.code !== closeCodes.tooLarge;
    if (document === undefined || isOver || !this.#words.giveUp(document, given)) return false;
    this.#standing.startsAfresh(given);
    // Refused words are not part of the plan: the text shown falls back to what the server has.
    this.#batch.clear();
    this.#discardDocument();
    this.#conversation.open();
    this.#refresh();
    this.#endWhenSaved();
    return true;
  }

  /** Signed out: the same person will come back, and finds the document as it was left. */
  #pause(): void {
    this.#link.forgetSocket();
    this.#link.leave();
    this.#refresh();
  }

  /** Our copy shows other marks than the section has: a new one comes at once, without a word where nothing was written (SV13). */
  #startAfresh(): void {
    this.#standing.differs();
    this.#replaceDocument(0);
  }

  /** `code` says why what was not saved will not be. */
  #replaceDocument(code: number): void {
    this.#words.setAside(this.#document, failureOf({ code }));
    this.#discardDocument();
    this.#conversation.open();
    this.#refresh();
  }

  #discardDocument(): void {
    const document = this.#document;
    this.#document = undefined;
    this.#isShown = false;
    this.#link.forgetSocket();
    // The editor lets go first: it must not see its document destroyed.
    this.#refresh();
    document?.destroy();
  }

  #endWhenSaved(): void {
    if (this.#openings > 0 || this.unsavedChanges > 0) return;
    this.end();
    this.#host.ended(this);
  }

  #refresh(): void {
    const facts = this.#standing.facts({
      document: this.#document,
      isShown: this.#isShown,
      words: this.#words,
      isConnected: this.#link.isOpen,
      isStorageFull: this.#host.storage.get() === 'full',
      canEdit: this.#options.canEdit,
    });
    this.#report.tell(facts);
  }
}
