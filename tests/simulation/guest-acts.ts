/** What somebody does at their screen. */
import { encodeAwarenessUpdate } from '@alliance/server/core/awareness-update';
import { encodeAwareness, encodeSync } from '@alliance/server/core/message';
import * as Y from 'yjs';

import { type Guest } from './guest.ts';

/** Writes something: up to three edits, one after the other. */
export function write({ copy, options, isTalking }: Guest): void {
  const { chance, tell } = options;
  if (copy === undefined) return;
  const before = copy.counter.progress.made;
  const edits = chance.between(1, 3);
  for (let edit = 0; edit < edits; edit++) copy.edit(chance.dice);
  const made = copy.counter.progress.made - before;
  tell(`writes ${made} change${made === 1 ? '' : 's'}${isTalking ? '' : ' offline'}`);
}

/** Moves their caret. */
export function point(guest: Guest): void {
  const { copy } = guest;
  if (copy === undefined || !guest.isTalking) return;
  const entry = { client: copy.clientID, ...copy.caret() };
  guest.say(encodeAwareness(encodeAwarenessUpdate([entry])));
  guest.options.tell('moves their caret');
}

/** Says the whole of their copy again: nothing of it is new. */
export function repeat(guest: Guest): void {
  const { copy } = guest;
  if (copy === undefined || !guest.isTalking || !copy.counter.isComplete) return;
  copy.counter.sentUpdate();
  guest.say(encodeSync('update', Y.encodeStateAsUpdate(copy.doc)));
  guest.options.tell('repeats everything');
}

/** Sends an update that no copy of theirs made. */
export function sendForged(guest: Guest, update: Uint8Array): void {
  guest.copy?.counter.sentUpdate();
  guest.say(encodeSync('update', update));
}
