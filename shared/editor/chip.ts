/**
 * Registers of a section's chips (D8 of the design: a dose, a distance or a date that never blends). Each write adds an
 * entry to the root `chips` of the section's document and deletes the keys that it supersedes; what two people wrote
 * without seeing each other stays side by side until a named person decides, by a write that supersedes both.
 *
 *   "<chipId>/<writeId>" → {value, unit, supersedes: [writeId…]}
 */

/** A quantity with a unit ("25", "mg"), or a date ("2026-12-09", unit `date`). */
export interface ChipValue {
  /** As it was typed, trimmed; a date is ISO 8601. */
  readonly value: string;
  /** `mg`, `m`, `mg/day` …; `date` for a date; may be empty. */
  readonly unit: string;
}

/** One entry of a register. */
export interface ChipEntry extends ChipValue {
  /** Made by the writer: a UUID. */
  readonly writeId: string;
  /** The entries in whose place it was written. */
  readonly supersedes: readonly string[];
}

/** What a section's registers hold, by chip id: one entry, or several that nobody has decided, by their write ids. A chip without entries is not there. */
export type ChipRegisters = Readonly<Record<string, readonly ChipEntry[]>>;
