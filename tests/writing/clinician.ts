/** Somebody who writes a plan: the client's own tab, sections and item desk, on a network that comes and goes. */
import { ItemDesk } from '@alliance/client/careplan/item/item-desk';
import { type SectionSync } from '@alliance/client/sync/section-sync';
import { type Tab } from '@alliance/client/sync/tab';
import { ServerRefusal } from '@alliance/client/ui/server-refusal';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { onTestFinished } from 'vitest';

import { askAs } from '../support/desks.ts';
import { type SignedIn } from '../support/people.ts';
import { docOf, liveSection, tabFor, when, whenSaved } from '../sync/client-tab.ts';
import { type Dice } from '../sync/honest-editing.ts';
import { type ItemHand, type MadeChange, beginGoal, changeOnce } from './item-hand.ts';
import { type Letters, type TypedModel } from './letters.ts';
import { readPlan } from './stroke-plan.ts';
import { type Hand, editOnce, placeCard } from './typing-hand.ts';

const betweenEditsMs = 20;
/** One in so many edits comes with a change of an item: about two in a second. */
const itemOneIn = 25;
const goalOneIn = 8;
/** One in so many edits is the moment in which the network goes, or comes back. */
const goesOneIn = 90;
const comesOneIn = 40;
/** One in so many answers is lost on its way back. */
const answerLostOneIn = 8;

/** What everybody has in common. */
export interface Together {
  readonly url: string;
  readonly planId: string;
  readonly models: ReadonlyMap<SectionKey, TypedModel>;
  readonly letters: Letters;
  readonly changes: MadeChange[];
}

/** A clinician at work. */
export interface Clinician {
  readonly sections: ReadonlyMap<SectionKey, SectionSync>;
  readonly desk: ItemDesk;
  /** How often something was written. */
  readonly edits: () => number;
  /** How often the network went. */
  readonly losses: () => number;
  /** Writes on until it is told to stop. */
  start(): void;
  /** Stops writing, comes back to the network, and resolves when everything is at the server. */
  stop(): Promise<void>;
}

/** Sits somebody down before the plan. */
export async function sitDown(
  together: Together,
  person: SignedIn,
  dice: Dice,
): Promise<Clinician> {
  const { url, planId, models } = together;
  const plan = await readPlan(person, planId);
  const tab = tabFor(url, person.persona, person.cookie);
  const network = networkOf(tab, dice);
  const desk = new ItemDesk(
    { plan, personId: person.personId, personName: person.persona },
    { ask: (path, request = {}) => network.carry(() => askAs(person, path, request)) },
  );
  onTestFinished(() => desk.close());
  onTestFinished(desk.follow(tab));
  tab.watchPlan(planId);
  const opened = plan.sections
    .filter(({ key }) => models.has(key))
    .map(async ({ key, documentId }) => [key, await liveSection(tab, documentId)] as const);
  const sections = new Map(await Promise.all(opened));
  await when(desk.items, (items) => items !== undefined);
  const hands = handsOf(together, sections, dice);
  const itemHand: ItemHand = {
    by: person.persona,
    seatId: toSeatId(plan.mySeatIds[0] ?? ''),
    desk,
    dice,
    sectionKeys: [...models.keys()],
    changes: together.changes,
  };
  let edits = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  onTestFinished(() => clearInterval(timer));
  return {
    sections,
    desk,
    edits: () => edits,
    losses: network.losses,
    start() {
      timer = setInterval(() => {
        edits += 1;
        writeOnce(hands, itemHand, dice);
        network.perhapsTurn();
      }, betweenEditsMs);
    },
    async stop() {
      clearInterval(timer);
      network.comeBack();
      desk.wake();
      await Promise.all([...sections.values()].map((section) => whenSaved(section)));
      await when(desk.unsent, (count) => count === 0);
    },
  };
}

function handsOf(
  { models, letters }: Together,
  sections: ReadonlyMap<SectionKey, SectionSync>,
  dice: Dice,
): readonly (() => Hand)[] {
  return [...models].flatMap(([key, model]) => {
    const section = sections.get(key);
    // The document can be another one after the server came back.
    return section === undefined ? [] : [() => ({ doc: docOf(section), model, letters, dice })];
  });
}

function writeOnce(hands: readonly (() => Hand)[], itemHand: ItemHand, dice: Dice): void {
  const hand = hands[dice(hands.length)]?.();
  if (hand === undefined) return;
  editOnce(hand);
  if (dice(itemOneIn) > 0) return;
  if (dice(goalOneIn) === 0) placeCard(hand, beginGoal(itemHand));
  else changeOnce(itemHand);
}

/** A network that goes and comes by chance, for the socket and for what is asked over HTTP alike. */
function networkOf(tab: Tab, dice: Dice) {
  let isAway = false;
  let isLossy = true;
  let losses = 0;
  const comeBack = (): void => {
    isAway = false;
    isLossy = false;
    tab.resume();
  };
  return {
    losses: () => losses,
    comeBack,
    perhapsTurn(): void {
      if (dice(isAway ? comesOneIn : goesOneIn) > 0) return;
      isAway = !isAway;
      if (isAway) {
        losses += 1;
        tab.pause();
      } else tab.resume();
    },
    async carry(ask: () => Promise<unknown>): Promise<unknown> {
      if (isAway) throw new ServerRefusal(0);
      const answer = await ask();
      // It was done, and nobody heard of it: the same request comes again.
      if (isAway || (isLossy && dice(answerLostOneIn) === 0)) throw new ServerRefusal(0);
      return answer;
    },
  };
}
