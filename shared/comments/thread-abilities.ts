import { type Roster } from '../access/roster.ts';
import { isOneOf, threadActions } from '../access/thread-actions.ts';
import { relationsTo } from '../access/thread-relations.ts';
import { type PersonId } from '../identity/person.ts';
import { isCritical, waitsForReadBack } from './critical.ts';
import { canBeEdited } from './decide-words.ts';
import { type ThreadAction } from './thread-command.ts';
import { type Thread } from './thread.ts';

/**
 * What a person may do to a thread now, as its buttons show it: the same table and the same states by which
 * `decide-thread.ts` decides. Assigning and marking are there for everybody; to whom and as what is decided then.
 */
export function abilitiesIn(
  roster: Roster,
  thread: Thread,
  personId: PersonId,
): readonly ThreadAction[] {
  const relations = relationsTo(roster, thread, personId);
  return commands.filter(
    (action) => isOneOf(relations, threadActions[action].for) && suits[action](thread, personId),
  );
}

type CommandType = Exclude<ThreadAction, 'start'>;

const always = (): boolean => true;
const hasReadBackOfOthers = ({ readBack }: Thread, personId: PersonId): boolean =>
  readBack !== undefined && readBack.by.personId !== personId;

/** The states of a thread in which each action makes sense. */
const suits: Readonly<Record<CommandType, (thread: Thread, personId: PersonId) => boolean>> = {
  reply: always,
  edit: (thread, personId) =>
    thread.comments.some(
      (comment) => comment.author.personId === personId && canBeEdited(thread, comment),
    ),
  resolve: (thread) => thread.status === 'open' && !waitsForReadBack(thread),
  reopen: ({ status }) => status === 'resolved',
  assign: always,
  mark: always,
  'read-back': waitsForReadBack,
  confirm: (thread, personId) => waitsForReadBack(thread) && hasReadBackOfOthers(thread, personId),
  'not-quite': (thread, personId) =>
    isCritical(thread.kind) && hasReadBackOfOthers(thread, personId),
  attach: ({ subject }) => 'removed' in subject && subject.removed !== undefined,
};

const commands: readonly CommandType[] = [
  'reply',
  'edit',
  'resolve',
  'reopen',
  'assign',
  'mark',
  'read-back',
  'confirm',
  'not-quite',
  'attach',
];
