/** Why something asked of a plan's sections is not done, each with the rule of `SPEC.md` that says so. */
export const planRefusals = {
  'section-not-there': 'CP10',
  'section-there': 'CP9',
  'id-taken': 'CP9',
  'may-not-add': 'CP8',
  'may-not-arrange': 'CP11',
  'may-not-retire': 'CP12',
  'may-not-review': 'CP14',
  'not-private': 'CP16',
  'is-retired': 'CP12',
  'not-retired': 'CP12',
  'text-moved-on': 'CP14',
  'heading-moved-on': 'CP11',
  'heading-missing': 'CP11',
  'heading-too-long': 'CP11',
  'reason-missing': 'CP12',
  'reason-too-long': 'CP12',
  'days-out-of-range': 'CP13',
  'after-itself': 'CP11',
  'alliance-rests': 'CP17',
} as const;

/** One of {@link planRefusals}. */
export type PlanRefusalReason = keyof typeof planRefusals;

/** A refusal, with its rule. */
export interface PlanRefusal {
  readonly rule: string;
  readonly reason: PlanRefusalReason;
}
