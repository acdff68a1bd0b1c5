import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { type Draft, type ThreadPlace, type ThreadPlaces } from '../desk/desk.ts';
import { draftId } from '../text/places.ts';

/** What of the page an item of the rail stands beside. */
export type Beside =
  | { readonly the: 'plan' }
  | { readonly the: 'section'; readonly sectionKey: string }
  | { readonly the: 'words'; readonly sectionKey: string; readonly id: string };

/** One thing in the rail: a thread, the threads of a section whose words are gone, or the one that is being written. */
export interface RailItem {
  readonly id: string;
  readonly what: 'thread' | 'unplaced' | 'draft';
  readonly beside: Beside;
  /** One for a thread, none for the draft. */
  readonly threads: readonly ThreadView[];
  /** What it stands beside is not what it was written about. */
  readonly isAtOtherWords?: true;
}

/** What the rail is made of. */
export interface RailContents {
  readonly sections: readonly Pick<SectionView, 'key'>[];
  readonly threads: readonly ThreadView[];
  readonly places: ThreadPlaces;
  readonly draft: Draft | undefined;
  readonly draftPlace: ThreadPlace | undefined;
}

/** The items in the order of the text: what concerns the plan, then each section: as a whole, what has lost its words, its words. */
export function railItems(contents: RailContents): readonly RailItem[] {
  const { draft } = contents;
  return [
    ...(draft?.subject.on === 'plan' ? [draftItem({ the: 'plan' })] : []),
    ...contents.threads.filter(isOnPlan).map((each) => threadItem(each, { the: 'plan' })),
    ...contents.sections.flatMap(({ key }) => itemsOfSection(contents, key)),
  ];
}

function isOnPlan({ subject }: ThreadView): boolean {
  return subject.on === 'plan';
}

function itemsOfSection(contents: RailContents, sectionKey: string): readonly RailItem[] {
  const { places, draft, draftPlace } = contents;
  const beside: Beside = { the: 'section', sectionKey };
  const threads = contents.threads.filter((each) => keyOf(each) === sectionKey);
  const placed = threads.flatMap((thread) => {
    const place = places.get(thread.id);
    if (place?.at !== 'text') return [];
    const item = threadItem(thread, { the: 'words', sectionKey, id: thread.id });
    const other = place.isOtherWords === true ? { isAtOtherWords: true as const } : {};
    return [{ item: { ...item, ...other }, place }];
  });
  const unplaced = threads.filter(({ id }) => places.get(id)?.at === 'unplaced');
  const isWriting =
    draft !== undefined && draft.subject.on !== 'plan' && draft.subject.sectionKey === sectionKey;
  const isAtWords = isWriting && draftPlace?.at === 'text';
  if (isAtWords)
    placed.push({ item: draftItem({ the: 'words', sectionKey, id: draftId }), place: draftPlace });
  return [
    ...(isWriting && !isAtWords ? [draftItem(beside)] : []),
    ...threads.filter(({ id }) => !places.has(id)).map((each) => threadItem(each, beside)),
    ...(unplaced.length === 0
      ? []
      : [{ id: `unplaced ${sectionKey}`, what: 'unplaced', beside, threads: unplaced } as const]),
    ...placed.toSorted((one, other) => inText(one.place, other.place)).map(({ item }) => item),
  ];
}

/** The section that a thread is about; undefined for the whole plan. */
export function keyOf({ subject }: ThreadView): string | undefined {
  return subject.on === 'plan' ? undefined : subject.sectionKey;
}

/** The threads of the rail, one after the other. */
export function threadsInOrder(items: readonly RailItem[]): readonly ThreadView[] {
  return items.flatMap(({ threads }) => threads);
}

type PlacedInText = Extract<ThreadPlace, { readonly at: 'text' }>;

function inText({ range: one }: PlacedInText, { range: other }: PlacedInText): number {
  return (
    one.from.block - other.from.block ||
    one.from.offset - other.from.offset ||
    one.to.block - other.to.block ||
    one.to.offset - other.to.offset
  );
}

function threadItem(thread: ThreadView, beside: Beside): RailItem {
  return { id: thread.id, what: 'thread', beside, threads: [thread] };
}

function draftItem(beside: Beside): RailItem {
  return { id: draftId, what: 'draft', beside, threads: [] };
}
