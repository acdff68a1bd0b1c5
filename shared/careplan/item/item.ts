/**
 * What a plan holds beside its prose: goals, interventions and contingency rows. Each is a record of the server with a
 * lifecycle, real authors and fields that are written one by one; the text of a section holds only its id, in a card.
 * Nothing of them is deleted: an item is struck, with a reason, and can be restored. Every version is kept.
 */
import { type Author } from '../../alliance/author.ts';
import { type Field } from '../../comments/field.ts';
import { identifierOf, identifierPattern } from '../../identity/identifier.ts';
import { type PlanId } from '../care-plan.ts';
import { type SectionKey } from '../section.ts';
import { type Contingency } from './contingency.ts';
import { type Goal } from './goal.ts';
import { type Intervention } from './intervention.ts';

/** Identity of an item: a UUID version 7 that its author's client made. */
export type ItemId = string & { readonly __brand: 'ItemId' };

function isItemId(text: string): text is ItemId {
  return identifierPattern.test(text);
}

/** The id of an item out of a string that must be one; throws a `TypeError` otherwise. */
export const toItemId = identifierOf(isItemId);

/** What kinds of items there are; each is also the name of the node that shows it in a text. */
export const itemKinds = ['goal', 'intervention', 'contingency'] as const;

/** One of {@link itemKinds}. */
export type ItemKind = (typeof itemKinds)[number];

/** Any item of a plan. */
export type PlanItem = Goal | Intervention | Contingency;

/** What every item has. */
export interface ItemBase {
  readonly id: ItemId;
  readonly planId: PlanId;
  /** The section in which it is at home: whoever may read that section sees it, wherever its card stands. */
  readonly sectionKey: SectionKey;
  /** Who made it. */
  readonly author: Author;
  /** ISO 8601 instant. */
  readonly madeAt: string;
  /** Its author alone knows of it, until they share it. Absent from then on. */
  readonly isPrivate?: true;
  /** Taken out of the plan, and why; it can be restored. Absent while it counts. */
  readonly struck?: Struck;
  readonly tags: readonly Tag[];
  /** From 1; one more with every change. */
  readonly version: number;
}

/** Who took something out of the plan, and why. */
export interface Struck {
  readonly by: Author;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly reason: string;
}

/** What a team hangs on an item. HL7 CCS. */
export const tagNames = [
  'follow-up',
  'conflicting',
  'duplicate',
  'no-longer-relevant',
  'review-required',
] as const;

/** One of {@link tagNames}. */
export type TagName = (typeof tagNames)[number];

/** A tag with who hung it there; each name at most once per item. */
export interface Tag {
  readonly name: TagName;
  readonly by: Author;
  /** ISO 8601 instant. */
  readonly at: string;
  /** With what it conflicts, what is to be reviewed; may be empty. */
  readonly note: string;
}

/** The fields of a record: each value with its version, its writer and what waits beside it. */
export type Fields<Values> = { readonly [Name in keyof Values]: Field<Values[Name]> };
