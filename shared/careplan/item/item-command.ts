/** Everything that can be asked of an item. A command comes from outside: `server/careplan/item/item-schema.ts` validates its shape, `decide-item.ts` whether it may happen. Who asks, in which seat, and when is never the client's to say. */
import { type SeatId } from '../../alliance/alliance.ts';
import { type DisciplineKey } from '../../alliance/discipline.ts';
import { type FieldWrite } from '../../comments/field.ts';
import { type SectionKey } from '../section.ts';
import { type ContingencyValues } from './contingency.ts';
import { type Agreement, type GoalValues, type Progress } from './goal.ts';
import { type InterventionValues } from './intervention.ts';
import { type ItemId, type TagName } from './item.ts';

/** Body of `POST /api/plans/{planId}/items`. Values that are not named begin empty. */
export type StartItem = {
  readonly itemId: ItemId;
  readonly sectionKey: SectionKey;
  /** Only its author sees it until it is shared. */
  readonly isPrivate: boolean;
} & (
  | { readonly kind: 'goal'; readonly values: Partial<GoalValues> }
  | {
      readonly kind: 'intervention';
      readonly values: Partial<InterventionValues>;
      readonly goalIds: readonly ItemId[];
    }
  | { readonly kind: 'contingency'; readonly values: Partial<ContingencyValues> }
);

/** Writes of one or more fields, each with the version that its writer saw. */
export type FieldWrites<Values> = {
  readonly [Name in keyof Values]?: FieldWrite<Values[Name]>;
};

/** Body of `POST /api/plans/{planId}/items/{itemId}`. */
export type ItemCommand =
  /** Writes fields; of one that somebody else wrote meanwhile both values stay until a person decides, by writing it once more. */
  | { readonly type: 'write-goal'; readonly fields: FieldWrites<GoalValues> }
  | { readonly type: 'write-intervention'; readonly fields: FieldWrites<InterventionValues> }
  | { readonly type: 'write-contingency'; readonly fields: FieldWrites<ContingencyValues> }
  /** Of a goal: another discipline supports it, or no longer does. */
  | {
      readonly type: 'support';
      readonly disciplineKey: DisciplineKey;
      readonly isSupporting: boolean;
    }
  /** Of a goal: asks a seat for its part. */
  | { readonly type: 'ask'; readonly seatId: SeatId }
  /** Of a goal: says what one's own seat does for it. */
  | {
      readonly type: 'contribute';
      readonly seatId: SeatId;
      readonly text: string;
      /** When that was said in whose place this comes; absent where its writer saw nothing. ISO 8601 instant. */
      readonly inPlaceOf?: string;
    }
  /** Of a goal: agrees, disagrees or takes it back, for one's own seat. */
  | {
      readonly type: 'answer';
      readonly seatId: SeatId;
      readonly answer: Agreement['answer'];
      readonly note: string;
    }
  /** Of a goal: how far it is. */
  | { readonly type: 'progress'; readonly progress: Omit<Progress, 'by' | 'at'> }
  /** Of an intervention: serves a goal, or no longer does. */
  | { readonly type: 'serve'; readonly goalId: ItemId; readonly isServing: boolean }
  /** Of an intervention: a seat assists, or no longer does. */
  | { readonly type: 'assist'; readonly seatId: SeatId; readonly isAssisting: boolean }
  /** Of an intervention: it was done. */
  | { readonly type: 'done'; readonly note: string }
  | { readonly type: 'tag'; readonly name: TagName; readonly note: string }
  | { readonly type: 'untag'; readonly name: TagName }
  /** Takes it out of the plan; it can be restored. */
  | { readonly type: 'strike'; readonly reason: string }
  | { readonly type: 'restore' }
  /** Shows a private item to everybody who may read its section. There is no way back. */
  | { readonly type: 'share' };

/** What a reader may do with an item, as its buttons show it; `write` stands for the three commands that write fields. */
export const itemAbilities = [
  'write',
  'support',
  'ask',
  'contribute',
  'answer',
  'progress',
  'serve',
  'assist',
  'done',
  'tag',
  'strike',
  'restore',
  'share',
] as const;

/** One of {@link itemAbilities}. */
export type ItemAbility = (typeof itemAbilities)[number];
