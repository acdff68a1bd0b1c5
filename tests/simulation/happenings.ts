/** What happens on a ward in a step: people do something, something arrives, the disk works, time passes, or worse. */
import { type Forge, forge, forgeBetweenAnyTwo, forgedCaret } from './forgery.ts';
import { point, repeat, sendForged, write } from './guest-acts.ts';
import { type Guest } from './guest.ts';
import { type Link } from './link.ts';
import { troubles } from './troubles.ts';
import { type World } from './world.ts';

/** One thing that may happen, and how often it does. */
export type Happening = readonly [weight: number, happen: () => void | Promise<void>];

/** All that may happen now. */
export function happenings(world: World): readonly Happening[] {
  const { disk, time, mood, life } = world;
  const links = [...world.links.keys()];
  const toServer = links.filter((link) => link.reachesServer);
  const toClient = links.filter((link) => link.toClient.length > 0);
  return [
    [mood.acting, () => somebodyActs(world)],
    [toServer.length > 0 ? 40 : 0, () => deliverToServer(world, toServer)],
    [toClient.length > 0 ? 40 : 0, () => deliverToClient(world, toClient)],
    [time.isTurnOpen ? 40 : 0, () => endTurn(world)],
    [disk.waiting.length > 0 ? 40 : 0, async () => await diskWorks(world)],
    [disk.unanswered.length > 0 ? 40 : 0, () => diskAnswers(world)],
    [5, () => timePasses(world)],
    [life === undefined ? 100 : 0, () => world.startServer()],
    [mood.trouble, async () => await world.chance.weighted(troubles(world))?.()],
  ];
}

function somebodyActs(world: World): void {
  const guest = world.chance.one(world.guests);
  if (guest === undefined) return;
  if (guest.link === undefined) actAlone(world, guest);
  else actConnected(world, guest);
}

function actAlone({ chance }: World, guest: Guest): void {
  if (guest.canWrite && chance.percent(60)) write(guest);
  else guest.connect();
}

function actConnected(world: World, guest: Guest): void {
  const { isSynced, canWrite } = guest;
  const forges = !guest.options.isHonest && isSynced;
  world.chance.weighted([
    [canWrite ? 60 : 0, () => write(guest)],
    [isSynced ? 8 : 0, () => point(guest)],
    [isSynced ? 3 : 0, () => repeat(guest)],
    [forges ? world.mood.forging : 0, () => sendSomethingForged(world, guest, forge)],
    [forges ? world.mood.odd : 0, () => sendSomethingForged(world, guest, forgeBetweenAnyTwo)],
    [2, () => guest.leave()],
    [canWrite ? 0 : 60, () => undefined],
  ])?.();
}

function sendSomethingForged({ chance }: World, guest: Guest, make: Forge): void {
  const { copy, heardIds } = guest;
  if (copy === undefined) return;
  const known = { copy, heardIds };
  const caret = chance.percent(10) ? forgedCaret(known, chance) : undefined;
  if (caret !== undefined) {
    guest.options.tell('sends a caret in the name of somebody else');
    return guest.say(caret);
  }
  const forgery = make(known, chance);
  if (forgery === undefined) return;
  guest.options.tell(`sends ${forgery.words}`);
  sendForged(guest, forgery.update);
}

function deliverToServer(world: World, links: readonly Link[]): void {
  const link = world.chance.one(links);
  const count = world.chance.between(1, 3);
  if (link === undefined) return;
  const waiting = link.toServer.length;
  for (let sent = 0; sent < count && link.reachesServer; sent++) link.deliverToServer();
  const whose = world.links.get(link)?.title;
  world.tell(`The server hears ${waiting - link.toServer.length} of ${waiting} from ${whose}.`);
}

function deliverToClient(world: World, links: readonly Link[]): void {
  const link = world.chance.one(links);
  const count = world.chance.between(1, 4);
  if (link === undefined) return;
  for (let sent = 0; sent < count; sent++) world.hear(link);
}

function endTurn(world: World): void {
  world.tell('The server ends its turn.');
  world.time.endTurn();
}

/** The disk does some of what it is asked, in any order. */
async function diskWorks(world: World): Promise<void> {
  const count = world.chance.between(1, 4);
  for (let done = 0; done < count && world.disk.waiting.length > 0; done++) await diskDoes(world);
}

async function diskDoes(world: World): Promise<void> {
  const { chance, disk, mood } = world;
  const call = chance.one(disk.waiting);
  if (call === undefined) return;
  const fault =
    chance.weighted([
      [200, 'none'],
      [mood.failing, 'before'],
      [mood.failing, 'after'],
    ] as const) ?? 'none';
  const how = { none: '', before: ', and fails', after: ', and says that it failed' }[fault];
  const full = disk.isFull && call.isWrite ? ' (it is full)' : '';
  world.tell(`The disk does: ${call.words}${how}${full}.`);
  await disk.perform(call, fault);
}

function diskAnswers(world: World): void {
  const count = world.chance.between(1, 4);
  for (let done = 0; done < count; done++) {
    const call = world.chance.one(world.disk.unanswered);
    if (call === undefined) return;
    world.tell(`The server learns: ${call.words}: ${call.outcome}.`);
    world.disk.answer(call);
  }
}

function timePasses(world: World): void {
  const { nextTimerAt, now } = world.time;
  const wait = Math.max(1, (nextTimerAt ?? now) - now);
  const isLong = world.chance.percent(40);
  const ms = isLong ? Math.min(wait, 5000) : world.chance.between(1, 60);
  world.tell(`${ms} ms pass.`);
  world.time.pass(ms);
}
