import { type Anchor, anchorAt, isAnchor } from './anchor.ts';
import { isLeftOver, isMostlyOwn } from './edited-words.ts';
import { type PreparedText } from './prepared-text.ts';
import { type LocatedAnchor, type ResolvedAnchor, locate } from './resolve-anchor.ts';
import { rangeAt } from './running-text.ts';

/** What became of an anchor. */
export interface RefreshedAnchor {
  /** The one to keep from now on; the very same object when nothing about it changed. */
  readonly anchor: Anchor;
  /**
   * - `good`: nothing to do.
   * - `stale`: it stands where it stood, only what surrounds it has changed; it can be written when there is time.
   * - `moved`: it was found again, or its words were edited; write it.
   * - `lost`: its thread is unplaced; write it if it is not the same.
   */
  readonly state: 'good' | 'stale' | 'moved' | 'lost';
  /** Where it is; absent when lost. */
  readonly at?: ResolvedAnchor;
}

/**
 * What to keep of an anchor after its section has changed (AN7). Words that were edited are what it is looked for by
 * from now on; words of which only some are left, or which were replaced, are not forgotten: they may come back. Nor are
 * those between which more was written or pasted than they were: it would hold the thread when they have gone.
 */
export function refreshAnchor(text: PreparedText, anchor: Anchor): RefreshedAnchor {
  const found = isAnchor(anchor) ? locate(text, anchor) : undefined;
  if (found === undefined)
    return { anchor: anchor.isLost === true ? anchor : { ...anchor, isLost: true }, state: 'lost' };
  const at = { range: rangeAt(text, found), how: found.how };
  const fresh = withCopies(anchor, anchorAt(text, found, wordsToKeep(text, anchor, found)));
  if (isSamePlace(anchor, fresh) && anchor.isLost === undefined)
    return isSameContext(anchor, fresh)
      ? { anchor, state: 'good', at }
      : { anchor: fresh, state: 'stale', at };
  return { anchor: fresh, state: 'moved', at };
}

function wordsToKeep({ text }: PreparedText, { exact }: Anchor, found: LocatedAnchor): string {
  const words = text.slice(found.start, found.end);
  const isEdited = found.how !== 'context' && !isLeftOver(words, exact);
  return isEdited && isMostlyOwn(words, exact) ? words : exact;
}

function withCopies(before: Anchor, fresh: Anchor): Anchor {
  const wasOnly = before.others === 0 || before.areCopies === true;
  return wasOnly && fresh.others !== 0 && before.exact === fresh.exact
    ? { ...fresh, areCopies: true }
    : fresh;
}

function isSamePlace(one: Anchor, other: Anchor): boolean {
  return one.from === other.from && one.to === other.to && one.exact === other.exact;
}

function isSameContext(one: Anchor, other: Anchor): boolean {
  return (
    one.blockId === other.blockId &&
    one.prefix === other.prefix &&
    one.suffix === other.suffix &&
    one.others === other.others &&
    one.areCopies === other.areCopies
  );
}
