import { randomUUID } from 'node:crypto';

import { demoWorld } from '@alliance/server/demo/world';
import { type World } from '@alliance/server/storage/port';
import { type Section } from '@alliance/shared/careplan/care-plan';
import { makeAnchor } from '@alliance/shared/comments/anchor';
import { firstField } from '@alliance/shared/comments/field';
import { type PreparedText, prepareText } from '@alliance/shared/comments/prepared-text';
import { type Offsets, rangeAt } from '@alliance/shared/comments/running-text';
import {
  type Author,
  type Comment,
  type Thread,
  toCommentId,
  toThreadId,
} from '@alliance/shared/comments/thread';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import * as Y from 'yjs';

/** The section of the stroke plan that is typed in; this share of all threads is in it. */
export const typedSection = 'medicines';
const shareInTypedSection = 0.3;

/** Words shorter than this are not commented. */
const lettersMin = 4;

/** Threads with an answer, one in so many. */
const answeredOneIn = 3;

/**
 * The demonstration, its stroke plan with so many open threads, each at words of its own: three in ten in the section
 * that is typed in, the others over all other sections. Throws when the plan has not so many words.
 */
export function commentedWorld(count: number, now: number): World {
  const world = demoWorld({ now, newId: randomUUID });
  const [stroke] = world.plans;
  if (stroke === undefined) throw new TypeError('The demonstration has a plan.');
  const { id: planId, sections } = stroke.plan;
  const typed = sections.filter(({ key }) => key === typedSection);
  const others = sections.filter(({ key }) => key !== typedSection);
  const inTyped = Math.round(count * shareInTypedSection);
  const places = [
    ...spread(
      typed.flatMap((each) => placesIn(world, each)),
      inTyped,
    ),
    ...spread(
      others.flatMap((each) => placesIn(world, each)),
      count - inTyped,
    ),
  ];
  const authors = world.threads.flatMap(({ comments, audience }) =>
    audience === 'team' ? comments.map(({ author }) => author) : [],
  );
  const at = new Date(now).toISOString();
  const threads = places.map((place, index) => threadAt(place, { index, planId, at, authors }));
  return { ...world, threads, threadReads: [] };
}

/** Words of a section that can be commented. */
interface CommentedPlace extends Offsets {
  readonly section: Section;
  readonly text: PreparedText;
}

function placesIn(world: World, section: Section): readonly CommentedPlace[] {
  const rows = world.documents.find(({ documentId }) => documentId === section.documentId)?.rows;
  const doc = createSectionDocument();
  for (const { payload } of rows ?? []) Y.applyUpdate(doc, payload);
  const text = prepareText(doc);
  return Array.from(text.text.matchAll(/\p{L}+/gu))
    .filter(([word]) => word.length >= lettersMin)
    .map(({ 0: word, index }) => ({ section, text, start: index, end: index + word.length }));
}

/** So many of them, at even distances. */
function spread<Each>(all: readonly Each[], count: number): readonly Each[] {
  if (all.length < count) throw new RangeError(`There are only ${all.length} words to comment.`);
  return all.filter(
    (_, index) =>
      Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length),
  );
}

interface Telling {
  readonly index: number;
  readonly planId: Thread['planId'];
  readonly at: string;
  readonly authors: readonly Author[];
}

function threadAt(place: CommentedPlace, telling: Telling): Thread {
  const { index, planId, at } = telling;
  const { section, text, start, end } = place;
  const anchor = makeAnchor(text, rangeAt(text, { start, end }));
  if (anchor === undefined) throw new TypeError('Words have an anchor.');
  const first = commentBy(telling, 0);
  const comments = [
    first,
    ...(index % answeredOneIn === 0 ? [commentBy(telling, 1)] : []),
  ] as const;
  return {
    id: toThreadId(randomUUID()),
    planId,
    subject: {
      on: 'text',
      sectionKey: section.key,
      anchor,
      quote: text.text.slice(start, end),
      isQuoteVerified: true,
    },
    audience: 'team',
    kind: firstField('question', first.author.personId, at),
    assignment: firstField(null, first.author.personId, at),
    status: 'open',
    comments: [...comments],
    version: comments.length,
  };
}

function commentBy({ index, at, authors }: Telling, answer: number): Comment {
  const author = authors[(index + answer) % authors.length];
  if (author === undefined) throw new TypeError('Somebody speaks in the demonstration.');
  return {
    id: toCommentId(randomUUID()),
    author,
    at,
    purpose: 'comment',
    words: {
      text: `Comment ${index}.${answer}: as long as what people say to each other about one word of a plan.`,
    },
    mentions: [],
    earlier: [],
  };
}
