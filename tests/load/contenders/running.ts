import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type ChildServer, freePort, startChild } from '../child-server.ts';
import { LightClient, type LightClientOptions } from '../light/light-client.ts';
import { type Seed } from '../light/update-bytes.ts';
import { type Contender, type Prepared } from './contender.ts';

/** What a scenario says about its clients; the rest follows from the contender. */
export type ClientWishes = Partial<
  Pick<LightClientOptions, 'presence' | 'holds' | 'onUpdate' | 'onMissingUpdates' | 'onSaved'>
>;

/** A contender that runs in its own folder, on its own port, until it is closed. */
export class RunningContender {
  readonly contender: Contender;
  readonly prepared: Prepared;
  readonly #seed: Seed;
  readonly #folder: string;
  readonly #flags: readonly string[];
  #server: ChildServer;

  private constructor(start: Start & { prepared: Prepared; folder: string; server: ChildServer }) {
    this.contender = start.contender;
    this.prepared = start.prepared;
    this.#seed = start.seed;
    this.#folder = start.folder;
    this.#flags = start.flags ?? [];
    this.#server = start.server;
  }

  /** Prepares a fresh folder and starts. */
  static async start(start: Start): Promise<RunningContender> {
    const folder = await mkdtemp(join(start.folder, 'contender-'));
    const data = join(folder, 'data');
    await mkdir(data);
    const { documents, seed } = start;
    const prepared = await start.contender.prepare({ folder: data, documents, seed: seed.update });
    const flags = start.flags ?? [];
    const server = await launch({ prepared, folder, flags, port: await freePort() });
    return new RunningContender({ ...start, prepared, folder, server });
  }

  /** The server's process id: another one after a restart. */
  get pid(): number {
    return this.#server.pid;
  }

  /** The port, the same after a restart. */
  get port(): number {
    return this.#server.port;
  }

  /** Whether the server has died of itself. */
  hasEnded(): boolean {
    return this.#server.hasEnded();
  }

  /** A measuring client of a document. */
  client(document: number, index: number, wishes: ClientWishes = {}): LightClient {
    return new LightClient({
      ...wishes,
      port: this.port,
      path: this.prepared.path(document),
      cookie: this.prepared.cookie(index),
      framing: this.contender.framing,
      documentName: this.prepared.documentName(document),
      index,
      text: this.#seed.text,
    });
  }

  /** Brings the seed where the contender does not hold it yet; the client must be synced. */
  seedBy(client: LightClient): void {
    if (!this.prepared.isSeeded) client.send(this.#seed.update);
  }

  /** Ends the server. */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#server.stop(signal);
  }

  /** Starts it again on the same folder and port. */
  async startAgain(): Promise<void> {
    const { prepared, port } = this;
    this.#server = await launch({ prepared, port, folder: this.#folder, flags: this.#flags });
  }

  /** Ends the server and removes its folder. */
  async close(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What a run starts with. */
export interface Start {
  readonly contender: Contender;
  /** Exists; a folder of the run's own is made in it. */
  readonly folder: string;
  readonly documents: number;
  readonly seed: Seed;
  /** Further flags for Node. */
  readonly flags?: readonly string[];
}

function launch(options: {
  readonly prepared: Prepared;
  readonly folder: string;
  readonly flags: readonly string[];
  readonly port: number;
}): Promise<ChildServer> {
  const { prepared, folder, flags, port } = options;
  return startChild({
    args: [...flags, ...prepared.args],
    env: prepared.env(port),
    logFile: join(folder, 'log'),
    port,
  });
}
