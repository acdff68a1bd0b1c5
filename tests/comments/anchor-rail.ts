/** Runs in the page: where the rail of a page would show threads at anchors, by the functions that decide it. */
import { railItems } from '@alliance/client/comments/rail/rail-items';
import { commentedIn, placesIn } from '@alliance/client/comments/text/places';
import { toSeatId } from '@alliance/shared/alliance/alliance';
import { toPlanId } from '@alliance/shared/careplan/care-plan';
import { type Anchor } from '@alliance/shared/comments/anchor';
import { firstField } from '@alliance/shared/comments/field';
import { toCommentId, toThreadId } from '@alliance/shared/comments/thread';
import { type ThreadView } from '@alliance/shared/comments/thread-view';
import { toPersonId } from '@alliance/shared/identity/person';
import { type Doc } from 'yjs';

const sectionKey = 'mobility';

/** How each of these threads is shown in a rail beside the text: once beside its words, once among the unplaced, or not as it should be. */
export function shownInRail(
  doc: Doc,
  anchors: readonly Anchor[],
): readonly ('words' | 'unplaced' | 'wrong')[] {
  const threads = anchors.map(threadAt);
  const commented = commentedIn(threads, undefined).get(sectionKey) ?? [];
  const places = new Map(
    [...placesIn('document', doc, commented)].flatMap(([id, place]) =>
      id === 'draft' ? [] : [[id, place] as const],
    ),
  );
  const sections = [{ key: sectionKey }] as const;
  const items = railItems({ sections, threads, places, draft: undefined, draftPlace: undefined });
  return threads.map(({ id }) => {
    const [one, ...more] = items.filter((item) => item.threads.some((each) => each.id === id));
    if (one === undefined || more.length > 0) return 'wrong';
    if (one.what === 'unplaced') return 'unplaced';
    return one.beside.the === 'words' ? 'words' : 'wrong';
  });
}

function threadAt(anchor: Anchor, index: number): ThreadView {
  const personId = toPersonId('anna');
  const at = '2026-03-02T12:00:00.000Z';
  const author = {
    personId,
    seatId: toSeatId('seat'),
    name: 'Anna',
    disciplineKey: 'rehab-nurse',
    title: 'Nurse',
  } as const;
  return {
    id: toThreadId(`thread-${index}`),
    planId: toPlanId('plan'),
    subject: { on: 'text', sectionKey, anchor, quote: anchor.exact, isQuoteVerified: true },
    audience: 'team',
    kind: firstField('question', personId, at),
    assignment: firstField(null, personId, at),
    status: 'open',
    comments: [
      {
        id: toCommentId(`comment-${index}`),
        author,
        at,
        purpose: 'comment',
        words: { text: 'Why?' },
        mentions: [],
      },
    ],
    version: 1,
    readCount: 0,
    can: [],
  };
}
