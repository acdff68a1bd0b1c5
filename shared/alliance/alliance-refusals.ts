/**
 * Why something is not done to an alliance: the reason, as a key for machines, with the rule of `SPEC.md` that refuses.
 * The words for people are made from the key where they are shown.
 */
export const allianceRefusals = {
  /** Answered as if there were nothing. */
  'not-there': 'CP2',
  'may-not-manage': 'AL10',
} as const;

/** A key of {@link allianceRefusals}. */
export type AllianceRefusalReason = keyof typeof allianceRefusals;

/** A rule that can refuse something to an alliance. */
export type AllianceRule = (typeof allianceRefusals)[AllianceRefusalReason];

/** A refusal, as a value. */
export interface AllianceRefusal {
  readonly rule: AllianceRule;
  readonly reason: AllianceRefusalReason;
}
