import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { type Doc } from 'yjs';

import type { SectionSync } from '../../sync/section-sync.ts';
import { type Store, createSource } from '../../sync/store.ts';
import { type Draft, type ThreadPlace, type ThreadPlaces } from '../desk/desk.ts';
import { domRangeOf, textElementOf } from './dom-range.ts';
import { type Commented, type PlacesIn, commentedIn, draftId, placesIn } from './places.ts';

/** What is measured in one frame: first everything is read from the page, then what each reader gave back writes to it. */
export type Measure = () => () => void;

/** Where commented words stand on the page, by thread id; the words of the draft under {@link draftId}. */
export type WordRanges = ReadonlyMap<string, Range>;

/** What of a section has to be looked at again: only the page, or the text too. */
type Stale = 'page' | 'text';

interface Watched {
  readonly section: SectionView;
  readonly doc: Doc | undefined;
  places: PlacesIn;
  ranges: WordRanges;
  end(): void;
}

/**
 * Follows the commented words through everything that happens to them: edits here and elsewhere, an editor that takes
 * over from static text, threads that come and go, a window of another size. However much happens, the page is read
 * and written once in a frame, and not at all while it scrolls.
 */
export class PageText {
  readonly #threads: Store<readonly ThreadView[] | undefined>;
  readonly #draft: Store<Draft | undefined>;
  readonly #places = createSource<ThreadPlaces>(new Map());
  readonly #draftPlace = createSource<ThreadPlace | undefined>(undefined);
  readonly #ranges = createSource<WordRanges>(new Map());
  readonly #sections = new Map<string, Watched>();
  readonly #stale = new Map<string, Stale>();
  readonly #measures = new Set<Measure>();
  readonly #mutations = new MutationObserver((records) => this.#mutated(records));
  /** Before the frame is painted: nothing is seen over another, not even once. */
  readonly #resizes = new ResizeObserver(() => this.#measure());
  #frame = 0;

  constructor(threads: Store<readonly ThreadView[] | undefined>, draft: Store<Draft | undefined>) {
    this.#threads = threads;
    this.#draft = draft;
  }

  /** Begins to follow, until the returned function is called. */
  start(): () => void {
    const refresh = (): void => this.#refreshAll('text');
    // A composer that is moved after it was drawn loses the keyboard, and the page jumps to get it back.
    const begun = (): void => {
      refresh();
      this.settle();
    };
    const ends = [this.#threads.subscribe(refresh), onSubject(this.#draft, begun)];
    return () => {
      for (const end of ends) end();
      this.#end();
    };
  }

  /** Where each thread on text stands. */
  get places(): Store<ThreadPlaces> {
    return this.#places;
  }

  /** Where the words of the draft stand; undefined while there is none, and for one without words. */
  get draftPlace(): Store<ThreadPlace | undefined> {
    return this.#draftPlace;
  }

  /** The same in the page; what is nowhere has none. */
  get ranges(): Store<WordRanges> {
    return this.#ranges;
  }

  /** Watches these sections, with the live document of each that has one. */
  show(sections: readonly SectionView[], syncs: ReadonlyMap<string, SectionSync>): void {
    for (const [key, watched] of this.#sections) {
      watched.end();
      if (!sections.some((section) => section.key === key)) this.#sections.delete(key);
    }
    for (const section of sections) this.#watch(section, syncs.get(section.documentId));
    this.#observe();
  }

  /** Takes part in the measuring of each frame in which something moved, until the returned function is called. */
  onMeasure(measure: Measure): () => void {
    this.#measures.add(measure);
    this.request();
    return () => this.#measures.delete(measure);
  }

  /** Something moved: measures in the next frame. */
  request(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#measure());
  }

  /** Does at once what would be done in the next frame: for who must know now where words are. */
  settle(): void {
    this.#measure();
  }

  /** The live document of a section; undefined before it is synced. */
  docOf(sectionKey: string): Doc | undefined {
    return this.#sections.get(sectionKey)?.doc;
  }

  /** Hears that an element of another size moves others. */
  observe(element: Element): () => void {
    this.#resizes.observe(element);
    return () => this.#resizes.unobserve(element);
  }

  #end(): void {
    cancelAnimationFrame(this.#frame);
    this.#mutations.disconnect();
    this.#resizes.disconnect();
    for (const watched of this.#sections.values()) watched.end();
    this.#sections.clear();
  }

  #watch(section: SectionView, sync: SectionSync | undefined): void {
    const known = this.#sections.get(section.key);
    const doc = sync?.state.get().live?.doc;
    const changed = (): void => this.#look(section.key, 'text');
    const again = (): void => {
      if (sync?.state.get().live?.doc !== doc) this.#rewatch(section, sync);
    };
    const endState = sync?.state.subscribe(again);
    doc?.on('update', changed);
    this.#sections.set(section.key, {
      section,
      doc,
      places: known?.places ?? new Map(),
      ranges: known?.ranges ?? new Map(),
      end: () => {
        endState?.();
        doc?.off('update', changed);
      },
    });
    this.#look(section.key, 'text');
  }

  #rewatch(section: SectionView, sync: SectionSync | undefined): void {
    this.#sections.get(section.key)?.end();
    this.#watch(section, sync);
  }

  #observe(): void {
    this.#mutations.disconnect();
    const plan = document.getElementById('plan');
    if (plan === null) return;
    this.#mutations.observe(plan, { childList: true, characterData: true, subtree: true });
    this.#resizes.observe(plan);
    for (const { section } of this.#sections.values()) {
      const element = document.getElementById(section.key);
      if (element !== null) this.#resizes.observe(element);
    }
  }

  #mutated(records: readonly MutationRecord[]): void {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const section = element?.closest('.prose')?.closest('article');
      if (section) this.#look(section.id, 'page');
    }
  }

  #refreshAll(stale: Stale): void {
    for (const key of this.#sections.keys()) this.#look(key, stale);
  }

  #look(key: string, stale: Stale): void {
    if (this.#stale.get(key) !== 'text') this.#stale.set(key, stale);
    this.request();
  }

  #measure(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#refresh();
    const writes = [...this.#measures].map((measure) => measure());
    for (const write of writes) write();
  }

  #refresh(): void {
    if (this.#stale.size === 0) return;
    const commented = commentedIn(this.#threads.get() ?? [], this.#draft.get());
    for (const [key, stale] of this.#stale) {
      const watched = this.#sections.get(key);
      if (watched !== undefined) look(watched, stale, commented.get(key) ?? []);
    }
    this.#stale.clear();
    const all = [...this.#sections.values()];
    const found = all.flatMap((watched) => [...watched.places]);
    const places = new Map(
      found.flatMap(([id, place]) => (id === draftId ? [] : [[id, place] as const])),
    );
    // Whoever types elsewhere in the plan changes no place: nothing is drawn again then.
    if (!isSame(places, this.#places.get())) this.#places.set(places);
    const draftPlace = found.findLast(([id]) => id === draftId)?.[1];
    if (JSON.stringify(draftPlace) !== JSON.stringify(this.#draftPlace.get()))
      this.#draftPlace.set(draftPlace);
    const ranges = new Map(all.flatMap((watched) => Array.from(watched.ranges)));
    if (!isSameMap(ranges, this.#ranges.get())) this.#ranges.set(ranges);
  }
}

/** Hears what a draft is about, and not its words: whoever types in it moves nothing. */
export function onSubject(draft: Store<Draft | undefined>, listener: () => void): () => void {
  let known = draft.get()?.subject;
  return draft.subscribe(() => {
    const subject = draft.get()?.subject;
    if (subject === known) return;
    known = subject;
    listener();
  });
}

function look(watched: Watched, stale: Stale, commented: readonly Commented[]): void {
  const { section, doc } = watched;
  const text = textElementOf(section.key);
  // Without its document the page itself is the text.
  if (stale === 'text' || doc === undefined)
    watched.places = placesIn(section.documentId, doc ?? text, commented);
  const ranges = [...watched.places].flatMap(([id, place]) => {
    const range =
      place.at === 'text' && text !== undefined
        ? domRangeOf(text, place.range, watched.ranges.get(id))
        : undefined;
    return range === undefined ? [] : [[id, range] as const];
  });
  watched.ranges = new Map(ranges);
}

function isSameMap(one: WordRanges, other: WordRanges): boolean {
  return one.size === other.size && [...one].every(([id, range]) => range === other.get(id));
}

function isSame(one: ThreadPlaces, other: ThreadPlaces): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([id, place]) => JSON.stringify(place) === JSON.stringify(other.get(id)));
}
