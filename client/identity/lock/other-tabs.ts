/** What tabs of one browser tell each other: somebody is there, or the session they share was locked, unlocked or left. */
export type TabWord = 'active' | 'locked' | 'unlocked' | 'left';

interface Told {
  readonly word: TabWord;
  readonly personId: string;
}

const channelName = 'alliance-tabs';

/** Tells the other tabs of this browser, and hears them. */
export interface OtherTabs {
  readonly tell: (word: TabWord) => void;
  readonly close: () => void;
}

/**
 * Joins the tabs of this browser as a person. Words of other people are not heard, except, where `sharesHands`, that
 * somebody is there: in the demonstration one visitor is several people.
 */
export function joinOtherTabs(
  person: { readonly id: string; readonly sharesHands: boolean },
  onWord: (word: TabWord) => void,
): OtherTabs {
  const channel = new BroadcastChannel(channelName);
  const hear = ({ data }: MessageEvent<unknown>): void => {
    const told = readTold(data);
    if (told === undefined) return;
    const isMine = told.personId === person.id;
    if (isMine || (person.sharesHands && told.word === 'active')) onWord(told.word);
  };
  channel.addEventListener('message', hear);
  return {
    // A channel reaches pages of this origin only, and knows no target.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    tell: (word) => channel.postMessage({ word, personId: person.id } satisfies Told),
    close: () => channel.close(),
  };
}

function readTold(data: unknown): Told | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (!('word' in data) || !('personId' in data)) return undefined;
  const { word, personId } = data;
  return isTabWord(word) && typeof personId === 'string' ? { word, personId } : undefined;
}

function isTabWord(word: unknown): word is TabWord {
  return word === 'active' || word === 'locked' || word === 'unlocked' || word === 'left';
}
