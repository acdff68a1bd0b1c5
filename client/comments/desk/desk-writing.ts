import { type Assignment } from '@alliance/shared/comments/thread';
import { type StartThread } from '@alliance/shared/comments/thread-command';
import { type ThreadView } from '@alliance/shared/comments/thread-view';

import { type Source, createSource } from '../../sync/store.ts';
import { hasPlace } from './box-places.ts';
import { type Draft, type Written } from './desk.ts';
import { type Sent, wordsSent } from './threads-optimistic.ts';
import { type BoxPurpose, boxKey, holdsWords, textOfWritten } from './unsent.ts';

const nothingWritten: ReadonlyMap<string, Written> = new Map();

/** What is being written on a desk and is not sent: the thread that is begun, and the boxes of the cards. */
export class Writing {
  readonly draft: Source<Draft | undefined> = createSource<Draft | undefined>(undefined);
  readonly boxes: Source<ReadonlyMap<string, Written>> = createSource(nothingWritten);

  /** Begins a thread; a draft that holds words stays instead. */
  begin(draft: Draft): void {
    if (!this.#isDraftHeld()) this.draft.set(draft);
  }

  change(change: Partial<Draft>): void {
    const draft = this.draft.get();
    if (draft !== undefined) this.draft.set({ ...draft, ...change });
  }

  assign(assignment: Assignment | undefined): void {
    const draft = this.draft.get();
    if (draft === undefined) return;
    const { assignment: _before, ...unassigned } = draft;
    this.draft.set(assignment === undefined ? unassigned : { ...unassigned, assignment });
  }

  /** Keeps what stands in a box; undefined when it is empty. */
  write(box: string, written: Written | undefined): void {
    const boxes = new Map(this.boxes.get());
    if (written === undefined) boxes.delete(box);
    else boxes.set(box, written);
    this.boxes.set(boxes);
  }

  /** Puts what was refused where it was written; false where other words stand, or where none of the threads shows that box. */
  putBack(sent: Sent, threads: readonly ThreadView[] | undefined): boolean {
    if (sent.action === 'start') return this.#putBackStart(sent.thread);
    const words = wordsSent(sent);
    const purpose = purposeOf(sent.command.type);
    if (words === undefined || purpose === undefined) return true;
    const commentId = sent.command.type === 'edit' ? sent.command.commentId : '';
    const thread = threads?.find(({ id }) => id === sent.threadId);
    if (thread === undefined || !hasPlace(thread, { purpose, commentId })) return false;
    const box = boxKey(sent.threadId, purpose, commentId);
    const held = this.boxes.get().get(box);
    if (held !== undefined && holdsWords(held)) return false;
    this.write(box, writtenOf(words));
    return true;
  }

  /** The words of each piece that holds some. */
  texts(): readonly string[] {
    const pieces = [this.draft.get(), ...this.boxes.get().values()];
    return pieces.flatMap((piece) =>
      piece !== undefined && holdsWords(piece) ? [textOfWritten(piece)] : [],
    );
  }

  /** Forgets everything. */
  clear(): void {
    this.draft.set(undefined);
    this.boxes.set(nothingWritten);
  }

  #isDraftHeld(): boolean {
    const held = this.draft.get();
    return held !== undefined && holdsWords(held);
  }

  #putBackStart({ subject, kind, audience, assignment, comment }: StartThread): boolean {
    if (this.#isDraftHeld()) return false;
    this.draft.set({
      subject,
      quote: quoteOf(subject),
      kind,
      audience,
      ...(assignment === undefined ? {} : { assignment }),
      ...writtenOf(comment),
    });
    return true;
  }
}

/** The box in which the words of a command are written; undefined for a command without a box. */
function purposeOf(
  type: Extract<Sent, { action: 'command' }>['command']['type'],
): BoxPurpose | undefined {
  const hasBox = type !== 'assign' && type !== 'mark' && type !== 'confirm' && type !== 'attach';
  return hasBox ? type : undefined;
}

function writtenOf({ words, mentions }: NonNullable<ReturnType<typeof wordsSent>>): Written {
  return 'text' in words
    ? { text: words.text, mentions }
    : { text: '', sbar: words.sbar, mentions };
}

function quoteOf(subject: StartThread['subject']): string {
  if (subject.on === 'text') return subject.anchor.exact;
  return subject.on === 'node' ? subject.quote : '';
}
