/**
 * Answers `upgrade` requests: who may come in is decided before a frame is read.
 *
 *   path (404) → origin (403) → crowd (503) → session (4401) → pace (503) → document and right (4404) → schema (4426) → conversation
 *
 * Numbers of three digits are answered in HTTP. The others upgrade and close at once, because a browser hides HTTP refusals and
 * y-websocket would retry for ever. A request without an Origin is let in: only browsers can be lured into sending
 * somebody's cookie, and browsers always send one.
 */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { type Duplex } from 'node:stream';

import { schemaVersion } from '@alliance/shared/editor/schema';
import { frameBytesMax } from '@alliance/shared/limits';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { type WebSocket, WebSocketServer } from 'ws';

import { Backlog } from '../core/backlog.ts';
import { limits } from '../core/limits.ts';
import { soonByTurn } from './clock.ts';
import { CodedWebSocket } from './coded-web-socket.ts';
import { Connection } from './connection.ts';
import { serveDocument } from './document-socket.ts';
import { type Entrance, type Hub, type Refused, findEntrance, storageFailed } from './hub.ts';
import { Outbox } from './outbox.ts';
import { type Credentials, type Visitor } from './ports.ts';
import { SessionSockets } from './session-sockets.ts';
import { TabSocket } from './tab-socket.ts';
import { type UpgradeTarget, parseUpgradeTarget } from './upgrade-target.ts';

/** Somebody who may come in. */
interface Admitted {
  readonly visitor: Visitor;
  readonly credentials: Credentials;
  /** Absent for a tab. */
  readonly document?: { readonly entrance: Entrance; readonly wantsAcks: boolean };
}

/** What becomes of somebody at the door. */
type Decision = Admitted | Refused | 'too-often';

/** Somebody at the door. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly stream: Duplex;
  readonly head: Buffer;
  /** Sessions that ended while this one was looked at. */
  readonly endedSessions: Set<string>;
}

const signedOut: Refused = { code: closeCodes.signedOut, reason: 'signed-out' };

const tooManySockets: Refused = { code: closeCodes.abuse, reason: 'abuse' };

const socketOptions = {
  noServer: true,
  maxPayload: frameBytesMax,
  maxFragments: limits.fragmentsMax,
  maxBufferedChunks: limits.piecesMax,
  perMessageDeflate: false,
  closeTimeout: limits.goodbyeMs,
  WebSocket: CodedWebSocket,
};

/** The way in, and everybody who has come through it. */
export class Doorway {
  readonly #hub: Hub;
  readonly #allowsOrigin: (origin: string | undefined) => boolean;
  readonly #atTheDoor = new Set<Upgrade>();
  readonly #sessions = new SessionSockets();
  readonly #backlog = new Backlog();
  readonly #outbox = new Outbox(soonByTurn);
  /** Sockets that are being told why they may not come in. */
  #parting = 0;
  readonly #sockets = new WebSocketServer(socketOptions);
  #isClosed = false;

  constructor(hub: Hub, allowsOrigin: (origin: string | undefined) => boolean) {
    this.#hub = hub;
    this.#allowsOrigin = allowsOrigin;
  }

  /** The listener for `upgrade`. */
  readonly handle = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    // A peer that resets while it is being looked at must not end the process.
    stream.on('error', () => stream.destroy());
    const target = parseUpgradeTarget(request.url ?? '');
    if (target === undefined) this.#turnAway(stream, 404);
    else if (!this.#allowsOrigin(request.headers.origin)) this.#turnAway(stream, 403);
    else if (this.#isCrowded) this.#turnAway(stream, 503);
    else void this.#admit({ request, stream, head, endedSessions: new Set() }, target);
  };

  /** Ends every socket of a session, those included whose visitor was found just before it ended. */
  endSession(sessionRef: string): void {
    for (const { endedSessions } of this.#atTheDoor) endedSessions.add(sessionRef);
    for (const connection of this.#hub.connections.values()) {
      if (connection.visitor.session.ref !== sessionRef) continue;
      connection.close(signedOut.code, signedOut.reason);
    }
  }

  /** Says goodbye to everybody; resolves when the last socket is gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const connections = [...this.#hub.connections.values()];
    for (const one of connections) one.close(closeCodes.tryAgain, 'stopping');
    await Promise.all(connections.map((one) => one.gone));
    this.#sockets.close();
  }

  /** Whoever has shown no session yet, or none that lives, takes no more than this much of the server. */
  get #isCrowded(): boolean {
    return this.#atTheDoor.size + this.#parting >= limits.strangersMax;
  }

  #turnAway(stream: Duplex, status: 403 | 404 | 503): void {
    this.#hub.measures.turnedAway(status);
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
    // Whoever keeps their half open would keep a descriptor of ours.
    stream.once('finish', () => stream.destroy());
    stream.end(`${head}Connection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  async #admit(upgrade: Upgrade, target: UpgradeTarget): Promise<void> {
    // Nobody waits here for ever; y-websocket tries again.
    const patience = setTimeout(() => upgrade.stream.destroy(), limits.admissionMs);
    this.#atTheDoor.add(upgrade);
    const decision = await this.#decide(upgrade.request, target);
    this.#atTheDoor.delete(upgrade);
    clearTimeout(patience);
    const { request, stream, head, endedSessions } = upgrade;
    if (stream.destroyed) return;
    // A browser sees a lost connection, and waits longer each time; a code would stop honest tabs for good.
    if (decision === 'too-often') return this.#turnAway(stream, 503);
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      if ('code' in decision) this.#refuse(socket, decision);
      else if (endedSessions.has(decision.visitor.session.ref)) this.#refuse(socket, signedOut);
      else this.#welcome({ socket, request }, decision);
    });
  }

  async #decide(request: IncomingMessage, target: UpgradeTarget): Promise<Decision> {
    try {
      const credentials = credentialsOf(request, target);
      const visitor = await this.#hub.admission.authenticate(credentials);
      if (visitor === undefined) return signedOut;
      if (!this.#sessions.mayCome(visitor.session.ref, this.#hub.now())) return 'too-often';
      if (target.kind === 'tab') return { visitor, credentials };
      const entrance = await findEntrance(this.#hub, visitor, target.documentId);
      if ('code' in entrance) return entrance;
      if (target.schema !== schemaVersion) return { code: closeCodes.outdated, reason: 'outdated' };
      return { visitor, credentials, document: { entrance, wantsAcks: target.wantsAcks } };
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      this.#hub.logger.error({ error: kind }, 'admission.failed');
      return storageFailed;
    }
  }

  #refuse(socket: WebSocket, { code, reason }: Refused): void {
    this.#hub.measures.turnedAway(code);
    // Closing already: whatever else goes wrong with this socket concerns nobody.
    socket.on('error', () => socket.terminate());
    this.#parting++;
    socket.once('close', () => this.#parting--);
    socket.close(code, reason);
  }

  #welcome(
    { socket, request }: { readonly socket: WebSocket; readonly request: IncomingMessage },
    { visitor, credentials, document }: Admitted,
  ): void {
    if (this.#isClosed)
      return this.#refuse(socket, { code: closeCodes.tryAgain, reason: 'stopping' });
    if (document?.entrance.live.isGone === true) return this.#refuse(socket, storageFailed);
    if (!this.#sessions.enter(visitor.session.ref)) return this.#refuse(socket, tooManySockets);
    const kind = document === undefined ? 'tab' : 'document';
    const id = this.#hub.nextId();
    const connection: Connection = new Connection({
      id,
      socket,
      stream: request.socket,
      backlog: this.#backlog,
      outbox: this.#outbox,
      visitor,
      credentials,
    });
    this.#hub.connections.set(id, connection);
    this.#hub.measures.socketOpened(kind);
    const end = () => connection.close(signedOut.code, signedOut.reason);
    const stay = this.#hub.expiry.at(Date.parse(visitor.session.expiresAt), end);
    const leave = this.#serve(connection, document);
    void this.#farewell(connection, kind, () => [stay, leave].forEach((one) => one()));
  }

  async #farewell(
    connection: Connection,
    kind: 'document' | 'tab',
    leave: () => void,
  ): Promise<void> {
    const code = await connection.gone;
    this.#hub.connections.delete(connection.id);
    this.#sessions.leave(connection.visitor.session.ref);
    this.#hub.measures.socketClosed(kind, code);
    leave();
  }

  #serve(connection: Connection, document: Admitted['document']): () => void {
    if (document === undefined) {
      const tab = new TabSocket(this.#hub, connection);
      return () => tab.closed();
    }
    const { entrance, wantsAcks } = document;
    const { id } = serveDocument(this.#hub, connection, entrance, wantsAcks);
    return () => this.#hub.documents.leave(entrance.live, id);
  }
}

function credentialsOf(request: IncomingMessage, target: UpgradeTarget): Credentials {
  const header = request.headers['x-alliance-persona'];
  const persona = target.persona ?? (typeof header === 'string' ? header : undefined);
  return { cookie: request.headers.cookie, persona };
}
