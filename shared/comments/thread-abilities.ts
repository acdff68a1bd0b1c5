import { type Roster } from '../access/roster.ts';
import {
  assigning,
  closingWithoutNote,
  isOneOf,
  lowering,
  marking,
  threadActions,
} from '../access/thread-actions.ts';
import { type ThreadRelation, relationsTo } from '../access/thread-relations.ts';
import { type PersonId } from '../identity/person.ts';
import { isCritical, waitsForReadBack } from './critical.ts';
import { canBeEdited } from './decide-words.ts';
import { type ThreadAbility } from './thread-command.ts';
import { type Comment, type Thread } from './thread.ts';

/** What a person may do to a thread now, as its buttons show it. */
export interface ThreadAbilities {
  readonly can: readonly ThreadAbility[];
  /** They resolve it with a note only (CM6). */
  readonly needsNote: boolean;
}

/** By the same table and the same states by which `decide-thread.ts` decides. */
export function abilitiesIn(roster: Roster, thread: Thread, personId: PersonId): ThreadAbilities {
  const relations = relationsTo(roster, thread, personId);
  const can = threadAbilities.filter(
    (ability) => isOneOf(relations, whoMay(ability, thread)) && suits[ability](thread, personId),
  );
  const needsNote = can.includes('resolve') && !isOneOf(relations, closingWithoutNote);
  return { can, needsNote };
}

/** Whether a person who may comment there may change one of the comments (CM5). */
export function mayEdit(thread: Thread, comment: Comment, personId: PersonId): boolean {
  return comment.author.personId === personId && canBeEdited(thread, comment);
}

/** All there are. */
export const threadAbilities = [
  'reply',
  'edit',
  'resolve',
  'reopen',
  'assign',
  'assign-others',
  'mark',
  'mark-critical',
  'read-back',
  'confirm',
  'not-quite',
  'attach',
] as const satisfies readonly ThreadAbility[];

function whoMay(ability: ThreadAbility, { kind }: Thread): readonly ThreadRelation[] {
  if (ability === 'assign-others') return assigning;
  if (ability === 'mark') return isCritical(kind) ? lowering : marking;
  return threadActions[ability === 'mark-critical' ? 'mark' : ability].for;
}

const always = (): boolean => true;
const hasReadBackOfOthers = ({ readBack }: Thread, personId: PersonId): boolean =>
  readBack !== undefined && readBack.by.personId !== personId;

/** The states of a thread in which each action makes sense. */
const suits: Readonly<Record<ThreadAbility, (thread: Thread, personId: PersonId) => boolean>> = {
  reply: always,
  edit: (thread, personId) => thread.comments.some((comment) => mayEdit(thread, comment, personId)),
  resolve: (thread) => thread.status === 'open' && !waitsForReadBack(thread),
  reopen: ({ status }) => status === 'resolved',
  assign: always,
  'assign-others': always,
  mark: always,
  'mark-critical': ({ kind }) => kind.value !== 'critical' || kind.candidates !== undefined,
  'read-back': waitsForReadBack,
  confirm: (thread, personId) => waitsForReadBack(thread) && hasReadBackOfOthers(thread, personId),
  'not-quite': (thread, personId) =>
    isCritical(thread.kind) && hasReadBackOfOthers(thread, personId),
  attach: ({ subject }) => 'removed' in subject && subject.removed !== undefined,
};
