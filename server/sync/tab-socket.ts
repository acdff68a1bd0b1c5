/** Serves a tab: control on channel 0, the plan on channel 1, documents on the others. */
import { isDocumentId } from '@alliance/shared/careplan/section';
import { schemaVersion } from '@alliance/shared/editor/schema';
import { channelsMax } from '@alliance/shared/limits';
import {
  type ControlFromClient,
  type ControlFromServer,
  controlChannel,
  decodeFrame,
  encodeMessage,
  firstDocumentChannel,
  planChannel,
} from '@alliance/shared/sync/channel';
import { type CloseCode, type CloseReason, closeCodes } from '@alliance/shared/sync/close-code';

import { Allowance } from '../core/allowance.ts';
import { limits } from '../core/limits.ts';
import { decodeControl, decodePlanMessage } from '../core/tab-message.ts';
import { type Connection } from './connection.ts';
import { type Conversation } from './conversation.ts';
import { type Entrance, type Hub, enter, findEntrance, storageFailed } from './hub.ts';
import { type LiveDocument } from './live-document.ts';

type Open = Extract<ControlFromClient, { readonly type: 'open' }>;

/** A channel that is being opened, or is open. */
interface Channel {
  readonly number: number;
  entered?: { readonly live: LiveDocument; readonly conversation: Conversation };
}

/** One tab's socket with its channels. */
export class TabSocket {
  readonly connection: Connection;
  readonly #hub: Hub;
  readonly #channels = new Map<number, Channel>();
  readonly #stopListening: () => void;
  readonly #opens = new Allowance(limits.opensMax, limits.allowanceMs);
  readonly #excessOpens = new Allowance(limits.excessOpensMax, limits.allowanceMs);
  readonly #watches = new Allowance(limits.watchesMax, limits.allowanceMs);

  constructor(hub: Hub, connection: Connection) {
    this.#hub = hub;
    this.connection = connection;
    this.#stopListening = hub.storage.listen((state) => this.#control({ type: 'storage', state }));
    this.#control({ type: 'storage', state: hub.storage.state });
    hub.board.add(connection);
    connection.listen((frame) => this.#receive(frame));
  }

  /** The socket is gone: everybody hears it. */
  closed(): void {
    this.#stopListening();
    this.#hub.board.remove(this.connection.id);
    for (const channel of this.#channels.values()) this.#leave(channel);
    this.#channels.clear();
  }

  #receive(bytes: Uint8Array | undefined): void {
    const frame = bytes && decodeFrame(bytes);
    if (frame === undefined) return this.#malformed();
    if (frame.channel === controlChannel) return this.#hearControl(frame.payload);
    if (frame.channel === planChannel) return this.#hearPlan(frame.payload);
    return this.#hearDocument(frame.channel, frame.payload);
  }

  #malformed(): void {
    this.connection.close(closeCodes.malformed, 'malformed');
  }

  #hearControl(payload: Uint8Array): void {
    const message = decodeControl(payload);
    if (message === undefined) this.#malformed();
    else if (message.type === 'close') this.#drop(message.channel);
    else this.#open(message);
  }

  #hearPlan(payload: Uint8Array): void {
    const message = decodePlanMessage(payload);
    if (message === undefined) this.#malformed();
    else if (message.type === 'focus') this.#hub.board.focus(this.connection, message.documentId);
    else if (this.#watches.take(this.#hub.now())) void this.#watch(message.planId);
    else this.connection.close(closeCodes.abuse, 'abuse');
  }

  async #watch(planId: string): Promise<void> {
    try {
      await this.#hub.board.watch(this.connection, planId);
    } catch (error) {
      this.#hub.plansUnavailable.note(error);
    }
  }

  /** A frame of an unknown channel crosses the server's own close: it is dropped, and never acknowledged. */
  #hearDocument(number: number, payload: Uint8Array): void {
    const channel = this.#channels.get(number);
    if (channel === undefined) return;
    if (channel.entered === undefined) {
      this.#refuse(number, closeCodes.malformed, 'malformed');
      return;
    }
    const { live, conversation } = channel.entered;
    this.#hub.documents.receive(live, conversation.id, payload);
  }

  #open(message: Open): void {
    const { channel: number } = message;
    if (this.#channels.has(number) || number < firstDocumentChannel) return this.#malformed();
    if (!this.#mayOpenMore(number)) return;
    if (message.schema !== schemaVersion) {
      this.#refuse(number, closeCodes.outdated, 'outdated');
      return;
    }
    const channel: Channel = { number };
    this.#channels.set(number, channel);
    void this.#enter(channel, message);
  }

  /** A few opens too many are answered one by one: a mistake. Opens without end are abuse. */
  #mayOpenMore(number: number): boolean {
    const isExcess =
      this.#channels.size >= channelsMax || number >= firstDocumentChannel + channelsMax;
    const now = this.#hub.now();
    if (!this.#opens.take(now) || (isExcess && !this.#excessOpens.take(now))) {
      this.connection.close(closeCodes.abuse, 'abuse');
      return false;
    }
    if (isExcess) this.#refuse(number, closeCodes.abuse, 'abuse');
    return !isExcess;
  }

  async #enter(channel: Channel, message: Open): Promise<void> {
    const { documentId } = message;
    const found = isDocumentId(documentId)
      ? await findEntrance(this.#hub, this.connection.visitor, documentId)
      : ({ code: closeCodes.notFound, reason: 'not-found' } as const);
    if (this.#channels.get(channel.number) !== channel) return;
    const answer = 'live' in found && found.live.isGone ? storageFailed : found;
    if ('code' in answer) this.#refuse(channel.number, answer.code, answer.reason);
    else if (answer.live.room.hasLost(message)) this.#refuseRestored(channel, answer.live);
    else this.#entered(channel, answer, message.clientID);
  }

  /** What the tab holds was never merged with anything here: it is thrown away there, and its unsaved words are kept. */
  #refuseRestored({ number }: Channel, { documentId }: LiveDocument): void {
    this.#hub.documents.noteRestored(documentId);
    this.#refuse(number, closeCodes.tryAgain, 'restored');
  }

  #entered(channel: Channel, entrance: Entrance, clientID: number | undefined): void {
    const { live } = entrance;
    const { number } = channel;
    const { incarnation, head } = live.room;
    const personId = this.connection.visitor.person.id;
    if (clientID !== undefined) live.room.owners.leaseAgain(clientID, personId);
    const clientIDs = live.room.lease(personId, this.#hub.random);
    this.#control({ type: 'opened', channel: number, incarnation, head: head.seq, clientIDs });
    const conversation = enter(this.#hub, {
      connection: this.connection,
      entrance,
      wantsAcks: true,
      channel: number,
      onEnded: (code, reason) => this.#refuse(number, code, reason),
    });
    channel.entered = { live, conversation };
  }

  /** The server ends a channel. */
  #refuse(number: number, code: CloseCode, reason: CloseReason): void {
    this.#channels.delete(number);
    this.#control({ type: 'close', channel: number, code, reason });
  }

  /** The tab ends a channel. */
  #drop(number: number): void {
    const channel = this.#channels.get(number);
    this.#channels.delete(number);
    if (channel !== undefined) this.#leave(channel);
  }

  #leave({ entered }: Channel): void {
    if (entered !== undefined) this.#hub.documents.leave(entered.live, entered.conversation.id);
  }

  #control(message: ControlFromServer): void {
    this.connection.send(encodeMessage(controlChannel, message));
  }
}
