/**
 * One life of the server: the real parts, wired as in the product, over simulated sockets, disk and time. It ends by a
 * crash between any two things that it does to the world outside: what it would have done next never happens.
 */
import { Backlog } from '@alliance/server/core/backlog';
import { type Inspect } from '@alliance/server/core/inspector';
import { type Storage } from '@alliance/server/storage/port';
import { createReplayer } from '@alliance/server/storage/replay';
import { type Clock } from '@alliance/server/sync/clock';
import { Connection } from '@alliance/server/sync/connection';
import { createHub } from '@alliance/server/sync/create-hub';
import { serveDocument } from '@alliance/server/sync/document-socket';
import { type Hub, findEntrance } from '@alliance/server/sync/hub';
import { type LiveDocument } from '@alliance/server/sync/live-document';
import { noMeasures } from '@alliance/server/sync/measures';
import { type Admission, type RightsChange, type Visitor } from '@alliance/server/sync/ports';
import { TabSocket } from '@alliance/server/sync/tab-socket';
import { type DocumentId } from '@alliance/shared/careplan/section';
import { closeCodes } from '@alliance/shared/sync/close-code';
import { type WebSocket } from 'ws';

import { type Disk } from './disk.ts';
import { type Acting, Link } from './link.ts';
import { type PersonName, people, visitorOf } from './ward.ts';

/** A mistake that a test plants into the server, from outside. */
export interface Plant {
  /** Spoils a room that has just come alive. */
  readonly room?: (live: LiveDocument) => void;
  /** Another inspector. */
  readonly inspect?: Inspect;
  /** Another storage around the one of the run. */
  readonly storage?: (storage: Storage) => Storage;
}

/** What a life of the server stands on. */
export interface LifeOptions {
  readonly disk: Disk;
  readonly clockFor: (life: Acting & { readonly isDead: boolean }) => Clock;
  readonly random: () => number;
  readonly snapshotRows: number;
  readonly plant: Plant | undefined;
  /** An event of the server's log. */
  readonly logged: (event: string, fields: object) => void;
}

/** What a client wants of a socket: a tab with channels, or one document. */
export interface Wanted {
  readonly name: PersonName;
  /** Absent for a tab. */
  readonly document?: DocumentId;
}

/** A running server. */
export class ServerLife implements Acting {
  readonly hub: Hub;
  readonly links = new Set<Link>();
  isDead = false;
  readonly #options: LifeOptions;
  readonly #clock: Clock;
  readonly #backlog = new Backlog();
  readonly #spoiled = new Set<LiveDocument>();
  #actsLeft = Infinity;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#clock = options.clockFor(this);
    const { disk, plant, logged } = options;
    const storage = disk.storageFor(this);
    const log = (fields: object, event: string) => logged(event, fields);
    this.hub = createHub({
      admission: this.#admission(),
      storage: plant?.storage?.(storage) ?? storage,
      replayer: createReplayer(storage),
      clock: this.#clock,
      random: options.random,
      logger: { info: log, warn: log, error: log },
      measures: noMeasures,
      probeMs: 1000,
      snapshotRows: options.snapshotRows,
      onCommitted: () => undefined,
      inspect: plant?.inspect,
    });
  }

  /** Does one thing to the world outside, unless it has died before. */
  act(): boolean {
    if (this.isDead) return false;
    this.#actsLeft--;
    if (this.#actsLeft < 0) this.isDead = true;
    return !this.isDead;
  }

  /** Lets it die after so many more things that it does. */
  dieAfter(acts: number): void {
    this.#actsLeft = acts;
  }

  /** It is gone: each socket brings what had left already, up to some frame, and then nothing. */
  die(arriving: () => number): void {
    this.isDead = true;
    for (const link of this.links) link.drop({ toServer: 0, toClient: arriving() });
    this.links.clear();
  }

  /** A client comes to the door. */
  connect(wanted: Wanted): Link {
    const link = new Link(this);
    this.links.add(link);
    void this.#admit(link, wanted);
    return link;
  }

  /** Changes stored rights the way the product does. */
  async changeRights(change: RightsChange, write: () => Promise<void>): Promise<void> {
    await this.hub.rights.change(change, write);
  }

  /** Somebody's session is over, on every socket. */
  endSession(name: PersonName): void {
    for (const one of this.hub.connections.values()) {
      if (one.personId === visitorOf(name).person.id) one.close(closeCodes.signedOut, 'signed-out');
    }
  }

  /** Plants what a test plants, into rooms that are new. */
  spoilNewRooms(): void {
    const { plant } = this.#options;
    if (plant?.room === undefined) return;
    for (const live of this.hub.documents.all) {
      if (this.#spoiled.has(live)) continue;
      this.#spoiled.add(live);
      plant.room(live);
    }
  }

  #admission(): Admission {
    const { disk } = this.#options;
    const ask = <Answer>(words: string, act: () => Answer) =>
      disk.ask(this, words, { act: async () => act() });
    return {
      authenticate: ({ persona }) =>
        ask(`who is ${persona}`, () => {
          const name = people.find((each) => each === persona);
          return name !== undefined && disk.rights.isSignedIn(name) ? visitorOf(name) : undefined;
        }),
      standingIn: (person, documentId) =>
        ask(`what ${person.name} may do in ${documentId}`, () =>
          disk.rights.standingAt(person.id, documentId, this.#clock.now()),
        ),
      standingInPlan: async () => undefined,
      planFor: async () => undefined,
    };
  }

  async #admit(link: Link, { name, document }: Wanted): Promise<void> {
    const credentials = { cookie: undefined, persona: name };
    try {
      const visitor = await this.hub.admission.authenticate(credentials);
      // The network was faster.
      if (link.socket.readyState !== 1) return;
      if (visitor === undefined) link.socket.close(closeCodes.signedOut, 'signed-out');
      else if (document === undefined) this.#welcomeTab(this.#welcome(link, visitor), link);
      else await this.#admitToDocument(link, visitor, document);
    } catch {
      link.socket.close(closeCodes.tryAgain, 'storage-failed');
    }
  }

  async #admitToDocument(link: Link, visitor: Visitor, document: DocumentId): Promise<void> {
    const entrance = await findEntrance(this.hub, visitor, document);
    if ('code' in entrance) return link.socket.close(entrance.code, entrance.reason);
    if (entrance.live.isGone) return link.socket.close(closeCodes.tryAgain, 'storage-failed');
    const connection = this.#welcome(link, visitor);
    const { id } = serveDocument(this.hub, connection, entrance, false);
    void this.#farewell(connection, link, () => this.hub.documents.leave(entrance.live, id));
  }

  #welcome(link: Link, visitor: Visitor): Connection {
    const connection = new Connection({
      id: this.hub.nextId(),
      socket: link.socket as unknown as WebSocket,
      stream: link.stream,
      backlog: this.#backlog,
      visitor,
      credentials: { cookie: undefined, persona: visitor.person.name },
      later: this.#clock.later,
    });
    this.hub.connections.set(connection.id, connection);
    link.opened();
    return connection;
  }

  #welcomeTab(connection: Connection, link: Link): void {
    const tab = new TabSocket(this.hub, connection);
    void this.#farewell(connection, link, () => tab.closed());
  }

  async #farewell(connection: Connection, link: Link, leave: () => void): Promise<void> {
    await connection.gone;
    if (this.isDead) return;
    this.hub.connections.delete(connection.id);
    this.links.delete(link);
    leave();
  }
}
