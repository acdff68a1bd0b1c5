/**
 * Somebody with a program that speaks our protocol: connects, opens a document, answers the server's question, writes,
 * and comes back after every loss as our client does. `tab`: our own client, with acknowledgements. `stock`: a plain
 * y-websocket client, which sends at once and hears nothing of the disk.
 */
import { readFrame } from '@alliance/client/sync/frame';
import { readControl } from '@alliance/client/sync/server-message';
import { encodeSync } from '@alliance/server/core/message';
import { schemaVersion } from '@alliance/shared/editor/schema';
import {
  controlChannel,
  decodeFrame,
  encodeFrame,
  encodeMessage,
  firstDocumentChannel,
} from '@alliance/shared/sync/channel';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { messageTypes, syncSteps } from '@alliance/shared/sync/protocol';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

import { documentIdOf } from '../sync/sync-world.ts';
import { Copy } from './copy.ts';
import { Expectation } from './expectation.ts';
import { type GuestOptions } from './guest-options.ts';
import { type Link, type ToClient } from './link.ts';
import { incarnationOf } from './seeded-disk.ts';
import { judgePresence } from './told-presence.ts';
import { Violation } from './violation.ts';

const channel = firstDocumentChannel;

/** Somebody at a screen. */
export class Guest {
  readonly options: GuestOptions;
  copy: Copy | undefined;
  link: Link | undefined;
  /** Whether the server's answer has come on this connection. */
  isSynced = false;
  /** Client ids of which they have heard who is behind them. */
  readonly heardIds = new Set<number>();
  #isOpen = false;
  #hasDiffered = false;
  readonly #expectation: Expectation;

  constructor(options: GuestOptions) {
    this.options = options;
    this.#expectation = new Expectation(options);
  }

  /** As the story calls them. */
  get title(): string {
    return this.options.title;
  }

  /** Whether they can write now: they see the text, and may edit. */
  get canWrite(): boolean {
    return this.copy?.isShown === true && this.copy.canEdit;
  }

  /** Whether something they say would reach the server's room. */
  get isTalking(): boolean {
    return this.#isOpen && this.link !== undefined;
  }

  /** Comes in, or comes back. */
  connect(): void {
    const { kind, name, document, connect, tell } = this.options;
    const wanted = kind === 'tab' ? { name } : { name, document: documentIdOf(document) };
    this.#expectation.asks(this.copy !== undefined);
    this.link = connect(wanted);
    tell(this.link === undefined ? 'tries to connect: nobody answers' : 'connects');
  }

  /** Closes the lid of the computer, say. */
  leave(): void {
    this.options.tell('leaves');
    this.link?.leave();
    this.#lost();
  }

  /** Sends one frame of the document's conversation. */
  say(payload: Uint8Array): void {
    const isTab = this.options.kind === 'tab';
    this.link?.send(isTab ? encodeFrame(channel, payload) : payload);
  }

  /** Something arrives. */
  hear(entry: ToClient): void {
    if ('opened' in entry) this.#socketOpened();
    else if ('closed' in entry) this.#socketClosed(entry.closed, entry.reason);
    else if (this.options.kind === 'stock') this.#hearDocument(entry.frame);
    else this.#hearTab(entry.frame);
  }

  /** Throws the copy away, unsaved changes too: our client keeps their words for their author. */
  startAfresh(): void {
    this.copy?.destroy();
    this.copy = undefined;
    this.isSynced = false;
  }

  #socketOpened(): void {
    const { document, kind, chance } = this.options;
    if (kind === 'tab') return this.#askForChannel();
    this.copy ??= this.#newCopy(chance.uint32(), incarnationOf(document));
    this.options.tell('is connected');
    this.#channelOpened();
  }

  #askForChannel(): void {
    const { document } = this.options;
    const open = { type: 'open', channel, documentId: document, schema: schemaVersion } as const;
    const held = this.copy?.held ?? {};
    this.link?.send(encodeMessage(controlChannel, { ...open, ...held }));
  }

  #hearTab(frame: Uint8Array): void {
    const decoded = decodeFrame(frame);
    if (decoded?.channel === channel) return this.#hearDocument(decoded.payload);
    if (decoded?.channel !== controlChannel) return;
    const message = readControl(decoded.payload);
    if (message?.type === 'close') this.#channelClosed(message.code, message.reason);
    if (message?.type !== 'opened') return;
    this.copy ??= this.#newCopy(message.clientIDs[0] ?? 0, message.incarnation);
    this.copy.heardOf(message.head);
    if (this.copy.incarnation !== message.incarnation)
      throw new Violation('SM7', 'a document changed its incarnation, and nothing was restored');
    this.#channelOpened();
  }

  #newCopy(clientID: number, incarnation: string): Copy {
    const { document, witness, name, title } = this.options;
    const canEdit = this.options.mayEdit();
    const keepsMarks = !canEdit || this.#hasDiffered;
    witness.writes(clientID, name);
    this.options.tell(`begins a copy to ${canEdit ? 'write' : 'read'}, with client id ${clientID}`);
    return new Copy(
      {
        documentId: document,
        clientID,
        canEdit,
        keepsMarks,
        whose: title,
        witness,
        onChange: (update) => this.#changed(update),
      },
      incarnation,
    );
  }

  #channelOpened(): void {
    if (this.copy === undefined) return;
    this.#isOpen = true;
    this.copy.counter.connected();
    this.say(encodeSync('stateVector', Y.encodeStateVector(this.copy.doc)));
  }

  /** Our client holds back until its missing updates went out; y-websocket does not. */
  #changed(update: Uint8Array): void {
    const { copy } = this;
    if (copy === undefined || !this.#isOpen) return;
    if (this.options.kind === 'tab' && !copy.counter.isComplete) return;
    copy.counter.sentUpdate();
    this.say(encodeSync('update', update));
  }

  #hearDocument(payload: Uint8Array): void {
    const { copy } = this;
    if (copy === undefined || !this.#isOpen) return;
    const frame = readFrame(payload);
    if (frame.kind === 'saved') this.#saved(copy, frame);
    else if (frame.kind === 'refused') this.#refused(frame.refusal?.rule);
    else if ('update' in frame) this.#receive(copy, frame.update, frame.kind === 'missing-updates');
    else this.#hearOther(copy, payload);
  }

  #saved(copy: Copy, { count, head }: { readonly count: number; readonly head: number }): void {
    copy.acknowledged(count, head);
    const { unsaved } = copy.counter;
    const rest = unsaved === 0 ? 'everything is saved' : `${unsaved} changes are not saved yet`;
    this.options.tell(`is told that ${count} frames are on disk, up to row ${head}: ${rest}`);
  }

  #receive(copy: Copy, update: Uint8Array, isAnswer: boolean): void {
    this.options.tell(
      `gets ${isAnswer ? 'the text of the server' : 'an update'} (${update.length} bytes)`,
    );
    copy.receive(update);
    if (isAnswer) this.isSynced = true;
    if (isAnswer) copy.isShown = true;
    // Whoever forges under an id of their own is told of words that their copy does not know.
    if (this.isSynced && this.options.isHonest)
      this.options.witness.whole(copy.doc, `the copy of ${this.title}`);
    if (this.options.isHonest && copy.doc.clientID !== copy.clientID)
      throw new Violation('SM4', `${this.title} has lost the client id of their copy`);
  }

  #hearOther(copy: Copy, payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload);
    const type = decoding.readVarUint(decoder);
    if (type === messageTypes.awareness) this.#hearPresence(decoding.readVarUint8Array(decoder));
    if (type !== messageTypes.sync || decoding.readVarUint(decoder) !== syncSteps.stateVector)
      return;
    const known = decoding.readVarUint8Array(decoder);
    // Some clients answer with all that they have.
    const sendsAll = this.options.chance.percent(15);
    const missing = Y.encodeStateAsUpdate(copy.doc, sendsAll ? undefined : known);
    copy.counter.sentMissingUpdates();
    this.say(encodeSync('missingUpdates', missing));
  }

  #hearPresence(update: Uint8Array): void {
    for (const client of judgePresence(update, this.options, this.copy?.clientID))
      this.heardIds.add(client);
  }

  #refused(rule: string | undefined): void {
    this.options.tell(`is refused by rule ${rule}`);
    this.#expectation.refused(rule);
    this.#judgeEnd(closeCodes.refused, rule ?? '');
  }

  #channelClosed(code: number, reason: string): void {
    this.options.tell(`is told: ${reason} (${code})`);
    this.#judgeEnd(code, reason);
    this.link?.leave();
    this.#lost();
    if (reason === 'copy-differs') this.#hasDiffered = true;
    const isOver = code >= 4400 && code < 4500 && code !== closeCodes.signedOut;
    if (isOver || reason === 'copy-differs') this.startAfresh();
  }

  #socketClosed(code: number, reason: string): void {
    this.options.tell(`hears that the socket is gone (${code}${reason && ` ${reason}`})`);
    if (code >= 4400) this.#judgeEnd(code, reason);
    this.#lost();
    const isOver = code >= 4400 && code < 4500 && code !== closeCodes.signedOut;
    if (isOver) this.startAfresh();
  }

  #lost(): void {
    this.link = undefined;
    // An id that nobody has written with is known to be somebody's only while the room lives (A4).
    this.heardIds.clear();
    this.#isOpen = false;
    this.isSynced = false;
  }

  #judgeEnd(code: number, reason: string): void {
    this.#expectation.ended(code, reason, this.copy?.canEdit === true);
  }
}
