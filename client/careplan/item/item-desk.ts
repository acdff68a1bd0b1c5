import { authorIn } from '@alliance/shared/alliance/author-in-view';
import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { type ItemId } from '@alliance/shared/careplan/item/item';
import { type ItemCommand, type StartItem } from '@alliance/shared/careplan/item/item-command';
import {
  type ItemVersionsView,
  type ItemView,
  type ItemsView,
} from '@alliance/shared/careplan/item/item-view';
import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { v7 as uuid } from 'uuid';

import { KnownRecords, type Loading, type RecordsAnswer } from '../../sync/known-records.ts';
import { Outbox, type Parcel } from '../../sync/outbox.ts';
import { type Store, createSource } from '../../sync/store.ts';
import type { Tab } from '../../sync/tab.ts';
import type { ServerRequest } from '../../ui/ask-server.ts';
import { ServerRefusal } from '../../ui/server-refusal.ts';
import { type ItemSent, itemIdOf, wordsOf, wordsOfDraft } from './item-sent.ts';
import { mergeItems } from './items-merge.ts';
import { withSent } from './items-optimistic.ts';
import { OwnVersions } from './own-versions.ts';

/** The plan as it is now, and its reader. */
export interface ItemPage {
  readonly plan: PlanView;
  readonly personId: string;
  readonly personName: string;
}

/** Something that the server does not have. */
export interface WaitingItem {
  readonly key: string;
  readonly itemId: ItemId;
  readonly sent: ItemSent;
  /** A try has failed, and it goes again. */
  readonly isDelayed: boolean;
  /** Why it was not taken; undefined while it is on its way. */
  readonly refusal: Error | undefined;
}

/** What was typed in a form: the text of each box that was changed, by its field. */
export type ItemDraft = Readonly<Record<string, string>>;

/** On which version of each field its writer began to write, by its field. */
export type DraftBases = Readonly<Record<string, number>>;

/** Where the reader may make items, and whether they begin as proposals. */
export type StartPlaces = ItemsView['canStartIn'];

/** What an item desk needs of the world. */
export interface ItemDeskDependencies {
  /** Asks the server as the desk's person; rejects with a {@link ServerRefusal}. */
  readonly ask: (path: string, request?: ServerRequest) => Promise<unknown>;
  /** Called when the server does not know who is asking any more. */
  readonly onSignedOut?: () => void;
}

/** How often a desk that is shown asks what changed, beside what it hears; in milliseconds. */
const askAgainMs = 60_000;

/**
 * The goals, interventions and contingency rows of a plan, as one person sees them and writes them in this tab. What
 * is written is shown at once, waits without a connection, and goes once.
 */
export class ItemDesk {
  readonly planId: string;
  /** Undefined while nothing is known. Oldest first, with what is on its way. */
  readonly items = createSource<readonly ItemView[] | undefined>(undefined);
  readonly startPlaces = createSource<StartPlaces>([]);
  readonly waiting = createSource<readonly WaitingItem[]>([]);
  readonly unsent = createSource(0);
  /** What stands in forms and was not sent: by form, the text of each box that was changed. */
  readonly drafts = createSource<ReadonlyMap<string, ItemDraft>>(new Map());
  readonly #ask: ItemDeskDependencies['ask'];
  readonly #onSignedOut: () => void;
  readonly #known: KnownRecords<ItemView>;
  readonly #outgoing: Outbox<ItemSent>;
  readonly #own = new OwnVersions();
  readonly #bases = new Map<string, DraftBases>();
  #page: ItemPage;

  constructor(page: ItemPage, { ask, onSignedOut }: ItemDeskDependencies) {
    this.planId = page.plan.id;
    this.#page = page;
    this.#ask = ask;
    this.#onSignedOut = onSignedOut ?? ignore;
    this.#known = new KnownRecords({
      ask: (cursor) => this.#askItems(cursor),
      merge: mergeItems,
    });
    this.#outgoing = new Outbox({
      deliver: (sent, key) => this.#deliver(sent, key),
      recordOf: itemIdOf,
    });
    this.#known.records.subscribe(() => this.#show());
    this.#outgoing.parcels.subscribe(() => this.#show());
    this.drafts.subscribe(() => this.#countUnsent());
  }

  /** Whose desk it is. */
  get personId(): string {
    return this.#page.personId;
  }

  /** Whether the items are known. */
  get loading(): Store<Loading> {
    return this.#known.loading;
  }

  /** The plan as it is now: where rights changed, everything is asked again. */
  showPage(page: ItemPage): void {
    const before = this.#page.plan;
    this.#page = page;
    if (rightsIn(before) !== rightsIn(page.plan)) this.readAgain();
  }

  /** What is not in the answer is not for this reader any more. */
  readAgain(): void {
    void this.#known.refresh('all');
  }

  /** Hears what changes, until the returned function is called. */
  follow(tab: Pick<Tab, 'onEvent' | 'connection'>): () => void {
    const ends = [
      tab.onEvent(({ kind }) => {
        if (kind === 'item') void this.#known.refresh('changes');
        if (kind === 'plan') this.readAgain();
      }),
      tab.connection.subscribe(() => {
        if (tab.connection.get() === 'online') this.wake();
      }),
    ];
    // A right that ends by the clock is told by no event.
    const timer = setInterval(() => void this.#known.refresh('changes'), askAgainMs);
    ends.push(() => clearInterval(timer));
    this.wake();
    return () => ends.forEach((end) => end());
  }

  /** Asks and sends now. */
  wake(): void {
    void this.#known.refresh('changes');
    this.#outgoing.retryNow();
  }

  /** Makes an item. Resolves with whether the server has it; false when its author has let go of it. */
  start(start: StartItem): Promise<boolean> {
    return this.#send({ action: 'start', start });
  }

  /** Changes an item. Resolves with whether the server has it. */
  change(itemId: ItemId, command: ItemCommand): Promise<boolean> {
    return this.#send({ action: 'change', itemId, command });
  }

  /** Forgets something that was refused. */
  letGo(key: string): void {
    this.#outgoing.take(key);
  }

  /** Keeps what stands in a form, with what its writer wrote it on; or forgets it. */
  keep(form: string, draft: ItemDraft | undefined, bases: DraftBases = {}): void {
    const drafts = new Map(this.drafts.get());
    if (draft === undefined) drafts.delete(form);
    else drafts.set(form, draft);
    this.#bases.set(form, draft === undefined ? {} : bases);
    this.drafts.set(drafts);
  }

  /** On which versions the writer of a form wrote what is kept of it. */
  basesOf(form: string): DraftBases {
    return this.#bases.get(form) ?? {};
  }

  /** The words that are kept of one form. */
  draftText(form: string): string {
    return wordsOfDraft(this.drafts.get().get(form) ?? {});
  }

  /** Every version of an item, oldest first. */
  async versions(itemId: ItemId): Promise<ItemVersionsView> {
    return await this.#answerOf<ItemVersionsView>(`items/${itemId}/versions`);
  }

  /** The words that are only in this tab. */
  unsentText(): string {
    const sent = this.#outgoing.parcels.get().map((parcel) => wordsOf(parcel.sent));
    const typed = [...this.drafts.get().values()].map((draft) => wordsOfDraft(draft));
    return [...sent, ...typed].filter((text) => text.trim() !== '').join('\n\n');
  }

  /** Forgets everything, and sends nothing any more. */
  close(): void {
    this.#known.close();
    this.#outgoing.close();
    this.drafts.set(new Map());
  }

  #send(sent: ItemSent): Promise<boolean> {
    return this.#outgoing.send({ sent, key: uuid(), at: new Date().toISOString() });
  }

  async #deliver(sent: ItemSent, key: string): Promise<void> {
    if (sent.action === 'start') {
      const body = sent.start;
      this.#known.add(await this.#answerOf<ItemView>('items', { method: 'POST', body, key }));
      return;
    }
    const command = this.#own.rebased(sent.itemId, sent.command);
    const request = { method: 'POST', body: command, key };
    const item = await this.#answerOf<ItemView>(`items/${sent.itemId}`, request);
    this.#own.arrived(sent.command, item);
    this.#own.arrived(command, item);
    this.#known.add(item);
  }

  async #askItems(cursor: string | undefined): Promise<RecordsAnswer<ItemView>> {
    const query = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`;
    const { items, canStartIn, ...answer } = await this.#answerOf<ItemsView>(`items${query}`);
    this.startPlaces.set(canStartIn);
    return { ...answer, records: items };
  }

  /** The answer of our own server: its type is shared with us. */
  async #answerOf<Answer>(path: string, request?: ServerRequest): Promise<Answer> {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one decoder of answers about items
      return (await this.#ask(
        `/api/plans/${encodeURIComponent(this.planId)}/${path}`,
        request,
      )) as Answer;
    } catch (error) {
      if (error instanceof ServerRefusal && error.status === 401) this.#onSignedOut();
      throw error;
    }
  }

  #show(): void {
    const parcels = this.#outgoing.parcels.get();
    this.waiting.set(
      parcels.map(({ key, sent, isDelayed, refusal }) => ({
        key,
        itemId: itemIdOf(sent),
        sent,
        isDelayed,
        refusal,
      })),
    );
    this.items.set(this.#withParcels(parcels));
    this.#countUnsent();
  }

  #withParcels(parcels: readonly Parcel<ItemSent>[]): readonly ItemView[] | undefined {
    const known = this.#known.records.get();
    const { plan, personId, personName } = this.#page;
    const author = authorIn({ ...plan, personId, personName });
    if (known === undefined || author === undefined) return known;
    const planId = toPlanId(plan.id);
    // What was refused is shown as it was written only where there is nothing else to show.
    return parcels
      .filter(({ sent, refusal }) => refusal === undefined || sent.action === 'start')
      .reduce((items, { sent, at }) => withSent(items, sent, { planId, author, at }), known);
  }

  #countUnsent(): void {
    this.unsent.set(this.#outgoing.parcels.get().length + this.drafts.get().size);
  }
}

/** What decides which items a reader sees; the same text while it is the same. */
function rightsIn({ sections, mySeatIds }: PlanView): string {
  return JSON.stringify([mySeatIds, sections.map(({ key, access }) => [key, access])]);
}

function ignore(): void {
  // Nobody wants to know.
}
