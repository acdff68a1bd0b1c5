/** The end of a run: nothing goes wrong any more, and all of it has to come to rest, equal and saved. */
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

import { type Guest } from './guest.ts';
import { Violation } from './violation.ts';
import { promisesSettled } from './virtual-time.ts';
import { documentIds, people } from './ward.ts';
import { type World } from './world.ts';

/** Rounds after which something that waits will wait for ever. */
const roundsMax = 600;

/** Everything arrives and everybody comes back, but for Mallory, who goes home. */
export async function settle(world: World): Promise<void> {
  world.tell('From here on nothing goes wrong any more.');
  world.disk.isFull = false;
  for (const name of people) world.disk.rights.sign(name, 'in');
  for (const guest of world.guests) if (!guest.options.isHonest) sendHome(guest);
  for (let round = 0; round < roundsMax; round++) {
    world.moment++;
    const isBusy = await settleOnce(world);
    if (!isBusy && unrestIn(world) === '') return await judgeEnd(world);
    world.time.pass(isBusy ? 20 : 500);
    await world.look();
  }
  throw new Violation('SM8', `it does not come to rest: ${unrestIn(world)}`);
}

function sendHome(guest: Guest): void {
  guest.leave();
  guest.startAfresh();
}

/** Everything goes on at once. Whether there was anything to do. */
async function settleOnce(world: World): Promise<boolean> {
  const { disk, time, guests } = world;
  if (world.life === undefined) world.startServer();
  world.life?.dieAfter(Infinity);
  for (const guest of guests) {
    if (guest.link === undefined && isExpected(world, guest)) guest.connect();
  }
  for (const call of disk.waiting) await disk.perform(call, 'none');
  const { unanswered } = disk;
  for (const call of unanswered) disk.answer(call);
  const { isTurnOpen } = time;
  if (isTurnOpen) time.endTurn();
  return deliverAll(world) || unanswered.length > 0 || isTurnOpen;
}

function deliverAll(world: World): boolean {
  let isBusy = false;
  for (const link of world.links.keys()) {
    isBusy ||= link.reachesServer || link.toClient.length > 0;
    while (link.reachesServer) link.deliverToServer();
    while (link.toClient.length > 0) world.hear(link);
  }
  return isBusy;
}

/** Whether somebody is to have the server's text in the end. */
function isExpected({ disk, time }: World, { options }: Guest): boolean {
  const { isHonest, name, document } = options;
  return isHonest && disk.rights.rightAt(name, document, time.now) !== 'none';
}

/** What is not at rest, in words; empty when everything is. */
function unrestIn(world: World): string {
  for (const { room, documentId } of world.life?.hub.documents.all ?? []) {
    if (room.isWaiting) return `${documentId} waits for the disk`;
  }
  for (const guest of world.guests) {
    if (!isExpected(world, guest)) continue;
    if (!guest.isSynced) return `${guest.title} has not the server's text`;
    const isTab = guest.options.kind === 'tab';
    if (isTab && guest.copy?.counter.isSettled !== true) return `${guest.title} is not saved`;
  }
  return '';
}

async function judgeEnd(world: World): Promise<void> {
  const { witness, story, disk } = world;
  await promisesSettled();
  for (const { copy, options, title } of world.guests.filter((each) => isExpected(world, each))) {
    if (copy === undefined) continue;
    // A stock reader tidies its marks by itself (IN16).
    const tidies = options.kind === 'stock' && !copy.canEdit;
    if (tidies) witness.reads(options.document, copy.doc, title);
    else witness.isDurable(options.document, copy.doc, title);
  }
  for (const documentId of documentIds) {
    const stored = await disk.memory.loadDocument(documentId);
    const doc = createSectionDocument(4);
    if (stored?.snapshot !== undefined) Y.applyUpdate(doc, stored.snapshot.state);
    for (const { payload } of stored?.tail ?? []) Y.applyUpdate(doc, payload);
    witness.isDurable(documentId, doc, `${documentId}, loaded from the disk`);
    story.note(Y.encodeStateAsUpdate(doc));
  }
  world.tell(
    `All of it is at rest: ${witness.rows} rows were written, and everybody reads the same.`,
  );
}
