import { type ThreadDecision, type Turn, changed, refused } from './thread-decision.ts';

/** Puts an unplaced thread at words of its section that the server found there (CM26). Its comments stay as they are. */
export function attach({ thread, context }: Turn): ThreadDecision {
  const { subject } = thread;
  const { found, isPlaced } = context;
  if (subject.on === 'plan' || subject.on === 'section' || isPlaced === true)
    return refused('still-in-place');
  if (found === undefined || !('anchor' in found)) return refused('words-not-there');
  const { sectionKey } = subject;
  return changed(thread, {
    subject: {
      on: 'text',
      sectionKey,
      anchor: found.anchor,
      quote: found.quote,
      isQuoteVerified: true,
    },
  });
}
