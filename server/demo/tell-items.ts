/** How the items of a case are told. */
import { type DisciplineKey } from '@alliance/shared/alliance/discipline';
import { type ContingencyValues } from '@alliance/shared/careplan/item/contingency';
import {
  type Agreement,
  type GoalValues,
  type Progress,
} from '@alliance/shared/careplan/item/goal';
import { type InterventionValues } from '@alliance/shared/careplan/item/intervention';
import { type TagName } from '@alliance/shared/careplan/item/item';
import { type SectionKey } from '@alliance/shared/careplan/section';

import { type CastKey } from './cast.ts';
import { type NamedInCase, type ToldChange, type ToldItem } from './told-item.ts';

interface ToldGoal {
  readonly by: CastKey;
  readonly hoursAgo: number;
  readonly values: (seat: NamedInCase['seat']) => Partial<GoalValues>;
  readonly later: readonly ToldChange[];
}

/** A goal of a case, as it began, and what became of it. */
export function goal(name: string, sectionKey: SectionKey, told: ToldGoal): ToldItem {
  const { by, hoursAgo, values, later } = told;
  return {
    name,
    kind: 'goal',
    by,
    hoursAgo,
    start: ({ itemId, seat }) => ({
      itemId,
      sectionKey,
      isPrivate: false,
      kind: 'goal',
      values: values(seat),
    }),
    later,
  };
}

/** Another discipline supports the goal. */
export function supports(by: CastKey, hoursAgo: number, disciplineKey: DisciplineKey): ToldChange {
  return { by, hoursAgo, command: () => ({ type: 'support', disciplineKey, isSupporting: true }) };
}

/** Says what a seat does for the goal. */
export function contributes(by: CastKey, hoursAgo: number, seat: string, text: string): ToldChange {
  return {
    by,
    hoursAgo,
    command: (named) => ({ type: 'contribute', seatId: named.seat(seat), text }),
  };
}

/** Asks a seat for its part. */
export function asks(by: CastKey, hoursAgo: number, seat: string): ToldChange {
  return { by, hoursAgo, command: (named) => ({ type: 'ask', seatId: named.seat(seat) }) };
}

/** Says for a seat whether it agrees. */
export function answers(
  by: CastKey,
  hoursAgo: number,
  seat: string,
  answer: Agreement['answer'],
  note = '',
): ToldChange {
  return {
    by,
    hoursAgo,
    command: (named) => ({ type: 'answer', seatId: named.seat(seat), answer, note }),
  };
}

/** How far it was. */
export function looked(
  by: CastKey,
  hoursAgo: number,
  seen: Omit<Progress, 'id' | 'by' | 'at'>,
): ToldChange {
  return {
    by,
    hoursAgo,
    command: ({ newId }) => ({ type: 'progress', progress: { id: newId(), ...seen } }),
  };
}

interface ToldIntervention {
  readonly by: CastKey;
  readonly hoursAgo: number;
  /** Names of the goals that it serves. */
  readonly goals: readonly string[];
  readonly values: (seat: NamedInCase['seat']) => Partial<InterventionValues>;
  readonly later: readonly ToldChange[];
}

/** An intervention of a case. */
export function intervention(
  name: string,
  sectionKey: SectionKey,
  told: ToldIntervention,
): ToldItem {
  const { by, hoursAgo, goals, values, later } = told;
  return {
    name,
    kind: 'intervention',
    by,
    hoursAgo,
    start: ({ itemId, seat, item }) => ({
      itemId,
      sectionKey,
      isPrivate: false,
      kind: 'intervention',
      values: values(seat),
      goalIds: goals.map(item),
    }),
    later,
  };
}

/** A contingency row of a case. */
export function row(
  name: string,
  sectionKey: SectionKey,
  told: {
    readonly by: CastKey;
    readonly hoursAgo: number;
    readonly values: ContingencyValues;
  },
): ToldItem {
  const { by, hoursAgo, values } = told;
  return {
    name,
    kind: 'contingency',
    by,
    hoursAgo,
    start: ({ itemId }) => ({ itemId, sectionKey, isPrivate: false, kind: 'contingency', values }),
    later: [],
  };
}

/** A seat assists. */
export function assists(by: CastKey, hoursAgo: number, seat: string): ToldChange {
  return {
    by,
    hoursAgo,
    command: (named) => ({ type: 'assist', seatId: named.seat(seat), isAssisting: true }),
  };
}

/** It was done. */
export function wasDone(by: CastKey, hoursAgo: number, note: string): ToldChange {
  return { by, hoursAgo, command: () => ({ type: 'done', note }) };
}

/** Hangs a tag on it. */
export function tagged(by: CastKey, hoursAgo: number, name: TagName, note: string): ToldChange {
  return { by, hoursAgo, command: () => ({ type: 'tag', name, note }) };
}

/** Every day at these times. */
export function daily(...timesOfDay: readonly string[]): InterventionValues['frequency'] {
  return { count: timesOfDay.length, period: 1, unit: 'd', timesOfDay, isAsNeeded: false };
}
