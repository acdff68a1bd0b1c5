import { type SeatId } from '../../alliance/alliance.ts';
import { type Author } from '../../alliance/author.ts';
import { type Fields, type ItemBase, type ItemId } from './item.ts';

/** What somebody does for one or more goals. FHIR R4 `ServiceRequest` with intent `plan`. No order: prescribing stays where it is. */
export interface Intervention extends ItemBase {
  readonly kind: 'intervention';
  readonly fields: Fields<InterventionValues>;
  /** The goals that it serves; without doubles. */
  readonly goalIds: readonly ItemId[];
  readonly assisting: readonly SeatId[];
  /** When it was last done; the newest last, at most `doneKeptMax`. */
  readonly done: readonly Done[];
}

/** What can be written of an intervention, field by field. A text that nobody wrote is empty, everything else null. */
export interface InterventionValues {
  readonly text: string;
  readonly responsible: SeatId | null;
  readonly frequency: Timing | null;
  /** ISO 8601 date. */
  readonly startOn: string | null;
  /** ISO 8601 date. */
  readonly endOn: string | null;
  readonly location: string;
  /** "What I do": the patient's part. */
  readonly patientPart: string;
  readonly precautions: string;
  /** "Stop and call if …" */
  readonly stopRule: string;
  readonly status: InterventionStatus;
}

/** FHIR R4 `ServiceRequest.status`, as far as the product uses it. */
export const interventionStatuses = ['draft', 'active', 'on-hold', 'revoked', 'completed'] as const;

/** One of {@link interventionStatuses}. */
export type InterventionStatus = (typeof interventionStatuses)[number];

/** How often: "2 times in 1 day at 10:30 and 15:00". FHIR R4 `Timing.repeat`. */
export interface Timing {
  /** Times per period, from 1. */
  readonly count: number;
  /** How many of the unit, from 1. */
  readonly period: number;
  readonly unit: (typeof timingUnits)[number];
  /** `HH:MM`, ascending; only with a period of one day. */
  readonly timesOfDay: readonly string[];
  /** Only when needed. */
  readonly isAsNeeded: boolean;
}

/** UCUM units of time: hour, day, week, month. */
export const timingUnits = ['h', 'd', 'wk', 'mo'] as const;

/** It was done once. */
export interface Done {
  readonly by: Author;
  /** ISO 8601 instant. */
  readonly at: string;
  /** May be empty. */
  readonly note: string;
}
