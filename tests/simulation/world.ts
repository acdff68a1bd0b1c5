import { type DocumentId } from '@alliance/shared/careplan/section';
/**
 * A ward in one process: people at screens, a network, a server that dies and comes back, and a disk, all of it driven
 * by one seed. Each step is one thing that happens; after each everything is looked at.
 */
import {
  bodyOf,
  createSectionDocument,
  reservedClientIDs,
} from '@alliance/shared/editor/section-document';
import { closeCodes } from '@alliance/shared/sync/close-code';
import * as Y from 'yjs';

import { type DocumentName, block } from '../sync/sync-world.ts';
import { Chance } from './chance.ts';
import { Disk } from './disk.ts';
import { forge, forgedCaret } from './forgery.ts';
import { Guest } from './guest.ts';
import { type Link } from './link.ts';
import { RightsHistory } from './rights-history.ts';
import { type Plant, ServerLife } from './server-life.ts';
import { Story } from './story.ts';
import { Violation } from './violation.ts';
import { VirtualTime, promisesSettled } from './virtual-time.ts';
import { type PersonName, documentIds, idOf, people, personOf, planId } from './ward.ts';
import { Witness } from './witness.ts';

/** How a run is made. */
export interface WorldOptions {
  readonly seed: number;
  readonly isTold: boolean;
  readonly plant?: Plant;
  /** How this run is, where that is not left to its seed. */
  readonly mood?: Partial<Mood>;
}

/** A run. */
export class World {
  readonly story: Story;
  readonly chance: Chance;
  readonly time = new VirtualTime();
  readonly disk = new Disk();
  readonly witness: Witness;
  readonly guests: readonly Guest[];
  /** How this run is: in some the server dies often, in others never, and so with everything. */
  readonly #mood: Mood;
  readonly #plant: Plant | undefined;
  readonly #rights: RightsHistory;
  readonly #links = new Map<Link, Guest>();
  readonly #changed = new Set<Guest>();
  #life: ServerLife | undefined;
  #moment = 0;
  #rowsSeen = 0;

  /** Begins a run: a seeded plan on disk, nobody here, no server yet. */
  static async begin(options: WorldOptions): Promise<World> {
    const world = new World(options);
    await world.#seed();
    return world;
  }

  private constructor({ seed, isTold, plant, mood }: WorldOptions) {
    this.story = new Story(isTold);
    this.chance = new Chance(seed);
    this.#mood = { ...moodOf(this.chance), ...mood };
    this.#plant = plant;
    this.witness = new Witness(this.disk.rights);
    this.disk.witness = this.witness;
    this.#rights = new RightsHistory(this.disk.rights);
    this.guests = this.#invite();
  }

  /** One thing happens. */
  async step(): Promise<void> {
    this.#moment++;
    const act = this.chance.weighted(this.#possible());
    await act?.();
    await this.#look();
  }

  /** Nothing goes wrong any more: everything arrives, everybody comes back, and at the end all of it is equal and saved. */
  async settle(): Promise<void> {
    this.tell('From here on nothing goes wrong any more.');
    this.disk.isFull = false;
    for (const name of people) this.disk.rights.sign(name, 'in');
    for (const guest of this.guests) if (!guest.options.isHonest) this.#sendHome(guest);
    for (let round = 0; round < roundsMax; round++) {
      this.#moment++;
      const isBusy = await this.#settleOnce();
      if (!isBusy && this.#isAtRest) return await this.#judgeEnd();
      this.time.pass(isBusy ? 20 : 500);
      await this.#look();
    }
    throw new Violation('SM8', `it does not come to rest: ${this.#unrest}`);
  }

  /** Adds a line to the story. */
  tell(line: string): void {
    this.story.tell(this.time.passed, line);
  }

  #possible(): readonly (readonly [number, () => void | Promise<void>])[] {
    const { disk, time } = this;
    const toServer = [...this.#links.keys()].filter((link) => link.reachesServer);
    const toClient = [...this.#links.keys()].filter((link) => link.toClient.length > 0);
    return [
      [this.#mood.acting, () => this.#somebodyActs()],
      [toServer.length > 0 ? 40 : 0, () => this.#deliverToServer(toServer)],
      [toClient.length > 0 ? 40 : 0, () => this.#deliverToClient(toClient)],
      [time.isTurnOpen ? 40 : 0, () => this.#endTurn()],
      [disk.waiting.length > 0 ? 40 : 0, () => this.#perform()],
      [disk.unanswered.length > 0 ? 40 : 0, () => this.#answer()],
      [5, () => this.#timePasses()],
      [this.#life === undefined ? 100 : 0, () => this.#serverStarts()],
      [this.#mood.trouble, () => this.#trouble()],
    ];
  }

  #somebodyActs(): void {
    const guest = this.chance.one(this.guests);
    if (guest === undefined) return;
    this.#changed.add(guest);
    if (guest.link === undefined) {
      if (guest.canWrite && this.chance.percent(60)) guest.write();
      else guest.connect();
      return;
    }
    const isRogue = !guest.options.isHonest;
    this.chance.weighted([
      [guest.canWrite ? 60 : 0, () => guest.write()],
      [guest.isSynced ? 8 : 0, () => guest.point()],
      [guest.isSynced ? 3 : 0, () => guest.repeat()],
      [isRogue && guest.isSynced ? this.#mood.forging : 0, () => this.#forge(guest)],
      [2, () => guest.leave()],
      [guest.canWrite ? 0 : 60, () => undefined],
      [guest.canWrite ? 0 : 60, () => undefined],
    ])?.();
  }

  #forge(guest: Guest): void {
    const { copy } = guest;
    if (copy === undefined) return;
    const caret = this.chance.percent(10) ? forgedCaret(copy, this.chance) : undefined;
    if (caret !== undefined) {
      guest.options.tell('sends a caret in the name of somebody else');
      return guest.say(caret);
    }
    const forgery = forge(copy, this.chance);
    if (forgery === undefined) return;
    guest.options.tell(`sends ${forgery.words}`);
    guest.sendForged(forgery.update);
  }

  #deliverToServer(links: readonly Link[]): void {
    const link = this.chance.one(links);
    const count = this.chance.between(1, 3);
    if (link === undefined) return;
    const waiting = link.toServer.length;
    for (let sent = 0; sent < count && link.reachesServer; sent++) link.deliverToServer();
    const whose = this.#links.get(link)?.title;
    this.tell(`The server hears ${waiting - link.toServer.length} of ${waiting} from ${whose}.`);
  }

  #deliverToClient(links: readonly Link[]): void {
    const link = this.chance.one(links);
    const count = this.chance.between(1, 4);
    if (link === undefined) return;
    for (let sent = 0; sent < count; sent++) this.#hearOne(link);
  }

  #hearOne(link: Link): void {
    const entry = link.takeForClient();
    const guest = this.#links.get(link);
    if (entry === undefined || guest?.link !== link) return;
    this.#changed.add(guest);
    guest.hear(entry);
  }

  #endTurn(): void {
    this.tell('The server ends its turn.');
    this.time.endTurn();
  }

  /** The disk does some of what it is asked, in any order. */
  async #perform(): Promise<void> {
    const count = this.chance.between(1, 4);
    for (let done = 0; done < count && this.disk.waiting.length > 0; done++)
      await this.#performOne();
  }

  async #performOne(): Promise<void> {
    const call = this.chance.one(this.disk.waiting);
    if (call === undefined) return;
    const { failing } = this.#mood;
    const fault = this.chance.weighted([
      [200, 'none'],
      [failing, 'before'],
      [failing, 'after'],
    ] as const);
    const how = { none: '', before: ', and fails', after: ', and says that it failed' };
    const full = this.disk.isFull && call.isWrite ? ' (it is full)' : '';
    this.tell(`The disk does: ${call.words}${how[fault ?? 'none']}${full}.`);
    await this.disk.perform(call, fault ?? 'none');
  }

  #answer(): void {
    const count = this.chance.between(1, 4);
    for (let done = 0; done < count; done++) {
      const call = this.chance.one(this.disk.unanswered);
      if (call === undefined) return;
      this.tell(`The server learns: ${call.words} is done.`);
      this.disk.answer(call);
    }
  }

  #timePasses(): void {
    const { nextTimerAt, now } = this.time;
    const wait = Math.max(1, (nextTimerAt ?? now) - now);
    const ms = this.chance.percent(40) ? Math.min(wait, 5000) : this.chance.between(1, 60);
    this.tell(`${ms} ms pass.`);
    this.time.pass(ms);
  }

  #serverStarts(): void {
    this.tell('The server starts.');
    this.#life = new ServerLife({
      disk: this.disk,
      clockFor: (life) => this.time.clockFor(life),
      random: this.chance.uint32,
      snapshotRows: this.chance.between(5, 40),
      plant: this.#plant,
      logged: (event) => this.tell(`  log: ${event}`),
    });
  }

  async #trouble(): Promise<void> {
    const life = this.#life;
    const links = [...this.#links.keys()];
    const act = this.chance.weighted<() => void | Promise<void>>([
      [links.length > 0 ? this.#mood.drops : 0, () => this.#dropOne(links)],
      [life === undefined ? 0 : this.#mood.deaths, () => this.#serverDies()],
      [life === undefined ? 0 : this.#mood.deaths * 2, () => this.#serverWillDie()],
      [this.disk.isFull ? 20 : this.#mood.full, () => this.#turnDisk()],
      [life === undefined ? 0 : this.#mood.rights, () => this.#changeRights()],
      [life === undefined ? 0 : 5, () => this.#signOut()],
      [life === undefined ? 0 : 8, () => this.#sweep()],
      [life === undefined ? 0 : 12, () => this.#readOne()],
      [life === undefined ? 0 : 4, () => this.#closeOne()],
    ]);
    await act?.();
  }

  #dropOne(links: readonly Link[]): void {
    const link = this.chance.one(links);
    if (link === undefined) return;
    this.tell(`The network drops ${this.#links.get(link)?.title}.`);
    link.drop({
      toServer: this.chance.dice(link.toServer.length + 1),
      toClient: this.chance.dice(link.toClient.length + 1),
    });
  }

  async #serverDies(): Promise<void> {
    this.#life?.dieAfter(0);
    this.#life?.act();
    await this.#buryDead();
  }

  #serverWillDie(): void {
    const acts = this.chance.dice(12);
    this.tell(`The server will die after ${acts} more things that it does.`);
    this.#life?.dieAfter(acts);
  }

  async #buryDead(): Promise<void> {
    const life = this.#life;
    if (life?.isDead !== true) return;
    this.#life = undefined;
    this.tell('The server dies. What was only in its memory is gone.');
    for (const [link] of this.#links) {
      link.drop({ toServer: 0, toClient: this.chance.dice(link.toClient.length + 1) });
      // Nobody is left to hear it.
      link.toServer = [];
      link.socket.ended(closeCodes.tryAgain);
    }
    await this.disk.bury(life, this.chance.dice(3));
  }

  #turnDisk(): void {
    this.disk.isFull = !this.disk.isFull;
    this.tell(this.disk.isFull ? 'The disk is full.' : 'The disk has space again.');
  }

  #changeRights(): void {
    const life = this.#life;
    const name = this.chance.one(people.filter((each) => each !== 'mallory'));
    const document = this.chance.one(['snapshot-1', 'mobility-1'] as const);
    if (life === undefined || name === undefined || document === undefined) return;
    const right = this.chance.one(['edit', 'edit', 'read', 'none'] as const) ?? 'edit';
    const ends = right === 'edit' && this.chance.percent(20);
    const until = ends && { until: this.time.now + this.chance.between(1, 3000) };
    const words = `let ${name} ${right} ${document}${ends ? ' for a while' : ''}`;
    this.tell(`Somebody changes the rights: ${words}.`);
    const change = this.chance.percent(50) ? { planId } : { planId, personId: idOf(name) };
    const write = () =>
      this.disk.ask(life, words, {
        isWrite: true,
        act: async () => {
          this.disk.rights.grant(name, document, { right, ...until });
          this.#lookAtRights();
        },
      });
    // What could not be changed is told to whoever asked for it.
    life.changeRights(change, write).catch(() => undefined);
  }

  #signOut(): void {
    const name = this.chance.one(people);
    if (name === undefined) return;
    const isIn = this.disk.rights.isSignedIn(name);
    this.tell(`${name} signs ${isIn ? 'out' : 'in'}.`);
    this.disk.rights.sign(name, isIn ? 'out' : 'in');
    if (isIn) this.#life?.endSession(name);
  }

  #sweep(): void {
    this.tell('The server looks at everybody.');
    const life = this.#life;
    if (life === undefined) return;
    life.hub.expiry.enforce();
    void life.hub.rights.sweep();
    for (const live of life.hub.documents.all) {
      if (this.chance.percent(50)) life.hub.documents.forgetIdle(live);
    }
  }

  /** Somebody opens a page that shows a section. */
  #readOne(): void {
    const documentId = this.chance.one(documentIds);
    const life = this.#life;
    if (documentId === undefined || life === undefined) return;
    this.tell(`A page reads ${documentId}.`);
    void this.#show(life, documentId);
  }

  async #show({ hub }: ServerLife, documentId: DocumentId): Promise<void> {
    try {
      const page = await hub.documents.look(documentId, (doc) => Y.encodeStateAsUpdate(doc));
      if (page !== undefined) this.#seen.push([documentId, page.seen]);
    } catch {
      this.tell(`A page cannot show ${documentId} now.`);
    }
  }

  /** What pages were given since the last step. */
  #seen: (readonly [string, Uint8Array])[] = [];

  #closeOne(): void {
    const documentId = this.chance.one(documentIds);
    if (documentId === undefined) return;
    this.tell(`The server closes ${documentId} for everybody.`);
    void this.#life?.hub.documents.close(documentId, closeCodes.tryAgain, 'stopping');
  }

  /** After everything that happens: let it run to its end, then look. */
  async #look(): Promise<void> {
    await promisesSettled();
    await this.#buryDead();
    this.#life?.spoilNewRooms();
    for (const [link, guest] of this.#links) {
      if (link.isOver && guest.link !== link) this.#links.delete(link);
    }
    this.#lookAtRights();
    this.#judgeCopies();
    this.#judgeServer();
  }

  #lookAtRights(): void {
    const at = { moment: this.#moment, now: this.time.now };
    for (const { options } of this.guests) this.#rights.look(options.name, options.document, at);
  }

  #judgeCopies(): void {
    for (const { copy, options } of this.#changed) {
      if (copy !== undefined && options.isHonest)
        this.witness.reads(options.document, copy.doc, options.title);
    }
    this.#changed.clear();
    for (const [documentId, update] of this.#seen) this.witness.seen(documentId, update, 'a page');
    this.#seen = [];
  }

  #judgeServer(): void {
    const isNew = this.witness.rows > this.#rowsSeen;
    this.#rowsSeen = this.witness.rows;
    for (const live of this.#life?.hub.documents.all ?? []) {
      const { room, documentId } = live;
      if (!isNew || room.isWaiting || live.isGone) continue;
      room.look((doc) => {
        this.witness.whole(doc, `the room of ${documentId}`);
        this.witness.isDurable(documentId, doc, `the room of ${documentId}`);
      });
    }
    if (!isNew) return;
    for (const documentId of documentIds) {
      this.witness.reads(documentId, this.witness.durable(documentId), 'the log');
    }
  }

  /** Everything goes on at once, and nothing fails. Whether there was anything to do. */
  async #settleOnce(): Promise<boolean> {
    if (this.#life === undefined) this.#serverStarts();
    this.#life?.dieAfter(Infinity);
    for (const guest of this.guests) {
      if (guest.link === undefined && guest.options.isHonest && this.#mayRead(guest))
        guest.connect();
    }
    const { waiting } = this.disk;
    for (const call of waiting) {
      await this.disk.perform(call, 'none');
    }
    const { unanswered } = this.disk;
    for (const call of unanswered) this.disk.answer(call);
    const isTurnOpen = this.time.isTurnOpen;
    if (isTurnOpen) this.time.endTurn();
    return this.#deliverAll() || unanswered.length > 0 || isTurnOpen;
  }

  #deliverAll(): boolean {
    let isBusy = false;
    for (const link of this.#links.keys()) {
      isBusy ||= link.reachesServer || link.toClient.length > 0;
      while (link.reachesServer) link.deliverToServer();
      while (link.toClient.length > 0) this.#hearOne(link);
    }
    return isBusy;
  }

  #sendHome(guest: Guest): void {
    guest.leave();
    guest.startAfresh();
  }

  #mayRead({ options }: Guest): boolean {
    return this.disk.rights.rightAt(options.name, options.document, this.time.now) !== 'none';
  }

  get #isAtRest(): boolean {
    return this.#unrest === '';
  }

  /** What is not at rest, in words. */
  get #unrest(): string {
    const waiting = [...(this.#life?.hub.documents.all ?? [])].find(({ room }) => room.isWaiting);
    if (waiting !== undefined) return `${waiting.documentId} waits for the disk`;
    for (const guest of this.guests) {
      if (!guest.options.isHonest || !this.#mayRead(guest)) continue;
      if (!guest.isSynced) return `${guest.title} has not the server's text`;
      const isTab = guest.options.kind === 'tab';
      if (isTab && guest.copy?.counter.isSettled !== true) return `${guest.title} is not saved`;
    }
    return '';
  }

  async #judgeEnd(): Promise<void> {
    await promisesSettled();
    for (const { copy, options, title, isSynced } of this.guests) {
      if (copy === undefined || !isSynced || !options.isHonest) continue;
      this.witness.reads(options.document, copy.doc, title);
      if (options.kind === 'tab' || copy.canEdit)
        this.witness.isDurable(options.document, copy.doc, title);
    }
    for (const documentId of documentIds) {
      const stored = await this.disk.memory.loadDocument(documentId);
      const doc = createSectionDocument(4);
      if (stored?.snapshot !== undefined) Y.applyUpdate(doc, stored.snapshot.state);
      for (const { payload } of stored?.tail ?? []) Y.applyUpdate(doc, payload);
      this.witness.isDurable(documentId, doc, `${documentId}, loaded from the disk`);
      this.witness.reads(documentId, doc, `${documentId}, loaded from the disk`);
      this.story.note(Y.encodeStateAsUpdate(doc));
    }
  }

  #invite(): readonly Guest[] {
    const { chance } = this;
    const isForged = this.#mood.forging > 0;
    const some = chosen.filter(
      ([, name, , share]) => chance.percent(share) && (isForged || name !== 'mallory'),
    );
    return some.map(([title, name, document]) => this.#guest(title, name, document));
  }

  #guest(title: string, name: PersonName, document: DocumentName): Guest {
    const isHonest = name !== 'mallory';
    const guest: Guest = new Guest({
      title,
      name,
      document,
      isHonest,
      kind: title.includes('program') ? 'stock' : 'tab',
      chance: this.chance,
      witness: this.witness,
      mayEdit: () =>
        !isHonest || this.disk.rights.rightAt(name, document, this.time.now) === 'edit',
      lastWithout: (what) => this.#rights.last(name, document, what),
      moment: () => this.#moment,
      connect: (wanted) => {
        const link = this.#life?.connect(wanted);
        if (link !== undefined) this.#links.set(link, guest);
        return link;
      },
      tell: (line) => this.tell(`${title} ${line}.`),
    });
    return guest;
  }

  async #seed(): Promise<void> {
    const documents = documentIds.map((documentId) => {
      const doc = createSectionDocument(reservedClientIDs.seed);
      bodyOf(doc).insert(0, [block('Walks 20 m with a frame.'), block('Sleeps well.')]);
      const payload = Y.encodeStateAsUpdate(doc);
      this.witness.began(documentId, [payload]);
      const row = {
        payload,
        format: 'yjs-update-v1',
        committedAt: seededAt,
        personId: idOf('phil'),
        authors: [],
      };
      return { documentId, incarnation: `first of ${documentId}`, rows: [row], clients: [] };
    });
    await this.disk.memory.replaceWorld(
      {
        people: people.map(personOf),
        plans: [],
        documents,
        looked: [],
        threads: [],
        threadReads: [],
      },
      { at: seededAt, action: 'world.replace', subjectId: 'world' },
    );
  }
}

/** How often what happens, as weights; and how many of two hundred calls fail, each way. */
export interface Mood {
  readonly acting: number;
  readonly trouble: number;
  readonly drops: number;
  readonly deaths: number;
  readonly full: number;
  readonly rights: number;
  readonly forging: number;
  readonly failing: number;
}

function moodOf(chance: Chance): Mood {
  const often = (usual: number): number => usual * (chance.one([0, 1, 1, 2, 5]) ?? 1);
  return {
    acting: chance.between(20, 80),
    trouble: often(3),
    drops: often(20),
    deaths: often(5),
    full: often(6),
    rights: often(15),
    forging: often(30),
    failing: often(2),
  };
}

const seededAt = '2026-03-01T00:00:00.000Z';

/** Rounds after which something that waits will wait for ever. */
const roundsMax = 600;

/** Who may come, as the story calls them, and in how many of a hundred runs. */
const chosen: readonly (readonly [string, PersonName, DocumentName, number])[] = [
  ["Nora's tab", 'nora', 'snapshot-1', 100],
  ["Phil's tab", 'phil', 'snapshot-1', 90],
  ["Nora's other tab", 'nora', 'snapshot-1', 30],
  ["Theo's tab", 'theo', 'snapshot-1', 60],
  ["Theo's tab on mobility", 'theo', 'mobility-1', 40],
  ["Phil's program on mobility", 'phil', 'mobility-1', 40],
  ["Ruth's program", 'ruth', 'snapshot-1', 20],
  ["Ruth's tab on mobility", 'ruth', 'mobility-1', 25],
  ["Nora's tab on the hidden section", 'nora', 'hidden-1', 15],
  ["Mallory's tab", 'mallory', 'snapshot-1', 75],
  ["Mallory's tab on mobility", 'mallory', 'mobility-1', 30],
  ["Mallory's tab on the hidden section", 'mallory', 'hidden-1', 15],
];
