/** What a look at the text means for a thread about it. Pure: nothing is written here. */
import { type Anchor } from '@alliance/shared/comments/anchor';
import { type RefreshedAnchor } from '@alliance/shared/comments/refresh-anchor';
import { type NodeSubject, type TextSubject } from '@alliance/shared/comments/thread';

/** A subject that has a place in a section's text. */
export type PlacedSubject = TextSubject | NodeSubject;

/** What to do about one thread. */
export type AnchorChange =
  /** The record says what is. */
  | { readonly type: 'none' }
  /** Only what stands around the words is new: it can be written when there is time. */
  | { readonly type: 'refreshed'; readonly anchor: Anchor }
  | { readonly type: 'moved' | 'returned'; readonly subject: PlacedSubject }
  /** The words are gone, and the record does not say so yet, or not by whom. The subject is still without that. */
  | { readonly type: 'lost'; readonly subject: PlacedSubject };

/**
 * Compares a thread about words with what became of its anchor.
 * @param words what stands at its place now
 */
export function changeOfText(
  subject: TextSubject,
  refreshed: RefreshedAnchor,
  words: string,
): AnchorChange {
  const { anchor, state } = refreshed;
  if (state === 'lost') return { type: 'lost', subject: { ...subject, anchor } };
  const { removed, ...rest } = subject;
  // Words that the client alone had vouched for stand in the text now.
  const isQuoteVerified = subject.isQuoteVerified || words === subject.quote;
  const found = { ...rest, anchor, isQuoteVerified };
  if (removed !== undefined) return { type: 'returned', subject: found };
  if (state === 'moved') return { type: 'moved', subject: found };
  return state === 'stale' ? { type: 'refreshed', anchor } : none;
}

/** Compares a thread about a chip or card with whether it is there. */
export function changeOfNode(subject: NodeSubject, isThere: boolean): AnchorChange {
  const { removed, ...rest } = subject;
  if (!isThere) return removed === undefined ? { type: 'lost', subject } : none;
  return removed === undefined ? none : { type: 'returned', subject: rest };
}

const none = { type: 'none' } as const;
