/**
 * A ward in one process: people at screens, a network, a server that dies and comes back, and a disk, all of it driven
 * by one seed. Each step is one thing that happens; after each everything is looked at.
 *
 *   guests ◀──links──▶ server life ◀──calls──▶ disk
 *      (guest.ts)         (server-life.ts)       (disk.ts)
 *
 * What may happen stands in `happenings.ts` and `troubles.ts`, what must not in `witness.ts`, the end in `settling.ts`.
 */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { closeCodes } from '@alliance/shared/sync/close-code';

import { invite } from './cast.ts';
import { Chance } from './chance.ts';
import { Disk } from './disk.ts';
import { type Guest } from './guest.ts';
import { happenings } from './happenings.ts';
import { type Link } from './link.ts';
import { type Mood, moodOf } from './mood.ts';
import { RightsHistory } from './rights-history.ts';
import { seedDisk } from './seeded-disk.ts';
import { type Plant, ServerLife } from './server-life.ts';
import { Story } from './story.ts';
import { VirtualTime, promisesSettled } from './virtual-time.ts';
import { Witness } from './witness.ts';

/** How a run is made. */
export interface WorldOptions {
  readonly seed: number;
  /** Whether its lines are wanted. */
  readonly isTold: boolean;
  readonly plant?: Plant | undefined;
  /** How this run is, where that is not left to its seed. */
  readonly mood?: Partial<Mood> | undefined;
}

/** A run. */
export class World {
  readonly story: Story;
  readonly chance: Chance;
  readonly time = new VirtualTime();
  readonly disk = new Disk();
  readonly witness: Witness;
  readonly mood: Mood;
  readonly guests: readonly Guest[];
  readonly rights: RightsHistory;
  /** Every socket, and who came with it. */
  readonly links = new Map<Link, Guest>();
  /** What pages were given in this step. */
  readonly shown: { readonly documentId: DocumentId; readonly update: Uint8Array }[] = [];
  /** The running server; undefined when there is none. */
  life: ServerLife | undefined;
  /** Counts steps. */
  moment = 0;
  readonly #plant: Plant | undefined;
  /** The row at which each room was last looked at. */
  readonly #judged = new WeakMap<object, number>();

  /** Begins a run: a plan on disk, nobody here, no server yet. */
  static async begin(options: WorldOptions): Promise<World> {
    const world = new World(options);
    await seedDisk(world.disk, world.witness);
    world.tell(
      `Seed ${options.seed}. Here are: ${world.guests.map(({ title }) => title).join(', ')}.`,
    );
    world.tell(`How often what happens: ${JSON.stringify(world.mood)}.`);
    return world;
  }

  private constructor({ seed, isTold, plant, mood }: WorldOptions) {
    this.story = new Story(isTold);
    this.chance = new Chance(seed);
    this.mood = { ...moodOf(this.chance), ...mood };
    this.#plant = plant;
    this.witness = new Witness(this.disk.rights);
    this.disk.witness = this.witness;
    this.rights = new RightsHistory(this.disk.rights);
    this.guests = invite(this);
  }

  /** One thing happens. */
  async step(): Promise<void> {
    this.moment++;
    const happens = this.chance.weighted(happenings(this));
    await happens?.();
    await this.look();
  }

  /** Adds a line to the story. */
  tell(line: string): void {
    this.story.tell(this.time.passed, line);
  }

  /** A server starts. */
  startServer(): void {
    this.tell('The server starts.');
    this.life = new ServerLife({
      disk: this.disk,
      clockFor: (life) => this.time.clockFor(life),
      random: this.chance.uint32,
      snapshotRows: this.chance.between(5, 40),
      plant: this.#plant,
      logged: (event) => this.tell(`  log: ${event}`),
    });
  }

  /** Something arrives at a client, unless the client has gone on without it. */
  hear(link: Link): void {
    const entry = link.takeForClient();
    const guest = this.links.get(link);
    if (entry === undefined || guest?.link !== link) return;
    guest.hear(entry);
  }

  /** After everything that happens: it runs to its end, and then everything is looked at. */
  async look(): Promise<void> {
    await promisesSettled();
    await this.buryDead();
    this.life?.spoilNewRooms();
    for (const [link, guest] of this.links) {
      if (link.isOver && guest.link !== link) this.links.delete(link);
    }
    this.lookAtRights();
    this.#judgeScreens();
    this.#judgeServer();
  }

  /** Notes what everybody may do now. */
  lookAtRights(): void {
    const at = { moment: this.moment, now: this.time.now };
    for (const { options } of this.guests) this.rights.look(options.name, options.document, at);
  }

  /** A server that has died is gone, with all that was only in its memory. */
  async buryDead(): Promise<void> {
    const { life } = this;
    if (life?.isDead !== true) return;
    this.life = undefined;
    this.tell('The server dies. What was only in its memory is gone.');
    for (const link of this.links.keys()) {
      link.drop({ toServer: 0, toClient: this.chance.dice(link.toClient.length + 1) });
      // Nobody is left to hear it.
      link.toServer = [];
      link.socket.ended(closeCodes.tryAgain);
    }
    await this.disk.bury(life, this.chance.dice(3));
  }

  #judgeScreens(): void {
    for (const { copy, options } of this.guests) {
      if (copy?.isChanged !== true || !options.isHonest) continue;
      copy.isChanged = false;
      this.witness.reads(options.document, copy.doc, options.title);
    }
    for (const { documentId, update } of this.shown.splice(0))
      this.witness.seen(documentId, update, 'a page');
  }

  #judgeServer(): void {
    const grown = this.witness.takeGrown();
    for (const { room, documentId, isGone } of this.life?.hub.documents.all ?? []) {
      // A room that has just come alive is looked at too.
      const isNew = this.#judged.get(room) !== room.head.seq;
      if (room.isWaiting || isGone || !isNew) continue;
      this.#judged.set(room, room.head.seq);
      room.look((doc) => {
        this.witness.whole(doc, `the room of ${documentId}`);
        this.witness.isDurable(documentId, doc, `the room of ${documentId}`);
      });
    }
    for (const documentId of grown)
      this.witness.reads(documentId, this.witness.durable(documentId), 'the log');
  }
}
