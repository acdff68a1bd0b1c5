/** What may go wrong, or be changed by somebody, or be asked from elsewhere. */
import { type DocumentId } from '@alliance/shared/careplan/section';
import { closeCodes } from '@alliance/shared/sync/close-code';
import * as Y from 'yjs';

import { type Happening } from './happenings.ts';
import { type ServerLife } from './server-life.ts';
import { documentIds, idOf, people, planId } from './ward.ts';
import { type World } from './world.ts';

/** All of it that may happen now. */
export function troubles(world: World): readonly Happening[] {
  const { life, mood, disk } = world;
  const anywhere: readonly Happening[] = [
    [world.links.size > 0 ? mood.drops : 0, () => networkDrops(world)],
    [disk.isFull ? 20 : mood.full, () => diskTurns(world)],
  ];
  if (life === undefined) return anywhere;
  return [
    ...anywhere,
    [mood.deaths, async () => await dieNow(world, life)],
    [mood.deaths * 2, () => dieSoon(world, life)],
    [mood.rights, () => rightsChange(world, life)],
    [5, () => signOut(world, life)],
    [8, () => sweep(world, life)],
    [12, () => pageReads(world, life)],
    [4, () => closeDocument(world, life)],
  ];
}

function networkDrops(world: World): void {
  const { chance, links } = world;
  const link = chance.one([...links.keys()]);
  if (link === undefined) return;
  world.tell(`The network drops ${links.get(link)?.title}.`);
  link.drop({
    toServer: chance.dice(link.toServer.length + 1),
    toClient: chance.dice(link.toClient.length + 1),
  });
}

async function dieNow(world: World, life: ServerLife): Promise<void> {
  life.dieAfter(0);
  life.act();
  await world.buryDead();
}

function dieSoon(world: World, life: ServerLife): void {
  const acts = world.chance.dice(12);
  world.tell(`The server will die after ${acts} more things that it does.`);
  life.dieAfter(acts);
}

function diskTurns(world: World): void {
  world.disk.isFull = !world.disk.isFull;
  world.tell(world.disk.isFull ? 'The disk is full.' : 'The disk has space again.');
}

function rightsChange(world: World, life: ServerLife): void {
  const { chance, disk, time } = world;
  const name = chance.one(people.filter((each) => each !== 'mallory'));
  const document = chance.one(['snapshot-1', 'mobility-1'] as const);
  if (name === undefined || document === undefined) return;
  const right = chance.one(['edit', 'edit', 'read', 'none'] as const) ?? 'edit';
  const ends = right === 'edit' && chance.percent(20);
  const until = ends && { until: time.now + chance.between(1, 3000) };
  const words = `let ${name} ${right} ${document}${ends ? ' for a while' : ''}`;
  world.tell(`Somebody changes the rights: ${words}.`);
  const change = chance.percent(50) ? { planId } : { planId, personId: idOf(name) };
  const act = async () => {
    disk.rights.grant(name, document, { right, ...until });
    world.lookAtRights();
  };
  const write = () => disk.ask(life, words, { isWrite: true, act });
  // What could not be changed is told to whoever asked for it.
  life.changeRights(change, write).catch(() => undefined);
}

function signOut(world: World, life: ServerLife): void {
  const name = world.chance.one(people);
  if (name === undefined) return;
  const isIn = world.disk.rights.isSignedIn(name);
  world.tell(`${name} signs ${isIn ? 'out' : 'in'}.`);
  world.disk.rights.sign(name, isIn ? 'out' : 'in');
  if (isIn) life.endSession(name);
}

/** What the product does every few seconds, earlier. */
function sweep(world: World, { hub }: ServerLife): void {
  world.tell('The server looks at everybody.');
  hub.expiry.enforce();
  void hub.rights.sweep();
  for (const live of hub.documents.all) {
    if (world.chance.percent(50)) hub.documents.forgetIdle(live);
  }
}

function pageReads(world: World, life: ServerLife): void {
  const documentId = world.chance.one(documentIds);
  if (documentId === undefined) return;
  world.tell(`A page reads ${documentId}.`);
  void showPage(world, life, documentId);
}

async function showPage(world: World, life: ServerLife, documentId: DocumentId): Promise<void> {
  try {
    const page = await life.hub.documents.look(documentId, (doc) => Y.encodeStateAsUpdate(doc));
    if (page !== undefined) world.shown.push({ documentId, update: page.seen });
  } catch {
    world.tell(`A page cannot show ${documentId} now.`);
  }
}

function closeDocument(world: World, { hub }: ServerLife): void {
  const documentId = world.chance.one(documentIds);
  if (documentId === undefined) return;
  world.tell(`The server closes ${documentId} for everybody.`);
  void hub.documents.close(documentId, closeCodes.tryAgain, 'stopping');
}
