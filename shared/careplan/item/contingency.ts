import { type Fields, type ItemBase } from './item.ts';

/** One row of "if … then … call …". FHIR R4 `ServiceRequest` with `asNeeded`. It feeds the Now panel. */
export interface Contingency extends ItemBase {
  readonly kind: 'contingency';
  readonly fields: Fields<ContingencyValues>;
}

/** What can be written of a row, field by field; empty where nobody wrote. */
export interface ContingencyValues {
  /** What is seen: "Coughing while drinking". */
  readonly condition: string;
  /** What to do at once. */
  readonly action: string;
  /** Whom to call, and how. */
  readonly call: string;
}
