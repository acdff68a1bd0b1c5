import { type PersonId } from '../identity/person.ts';

/**
 * Why something is not done to an alliance: the reason, as a key for machines, with the rule of `SPEC.md` that refuses.
 * The words for people are made from the key where they are shown.
 */
export const allianceRefusals = {
  /** Answered as if there were nothing. */
  'not-there': 'CP2',
  'nothing-written': 'AL7',
  'too-long': 'AL7',
  /** The alliance has changed since it was read. */
  'changed-meanwhile': 'AL8',
  /** The words of the seat have changed since they were read. */
  'seat-changed': 'AL8',
  /** The charter's agreements have changed since they were read. */
  'charter-changed': 'AL8',
  /** It would be as it is. */
  'nothing-changed': 'AL8',
  'may-not-manage': 'AL10',
  'not-your-seat': 'AL10',
  'may-not-arrange-cover': 'AL10',
  'may-not-write-charter': 'AL10',
  'may-not-seal': 'AL10',
  /** Nobody would lead any more: somebody else has to lead first. */
  'last-lead': 'AL11',
  'patient-cannot-lead': 'AL12',
  /** Whoever asks would get more than they have. */
  'own-right-wider': 'AL13',
  /** More than the discipline has by default, and more than whoever gives it has there. */
  'right-above-yours': 'AL14',
  /** One section is named twice. */
  'section-twice': 'AL14',
  /** The plan has no such section, or whoever asks does not see it. */
  'section-not-there': 'AL14',
  'seat-there': 'AL15',
  'seat-not-there': 'AL15',
  'seats-full': 'AL15',
  'person-unknown': 'AL17',
  'days-out-of-range': 'AL17',
  'invitation-expired': 'AL18',
  'invitation-withdrawn': 'AL19',
  'nothing-to-withdraw': 'AL19',
  /** Somebody sits here: `personId` says who. */
  'seat-taken': 'AL20',
  'answered-already': 'AL20',
  'invitation-not-yours': 'AL20',
  /** Neither a reason nor whom to ask instead. */
  'decline-needs-words': 'AL21',
  /** Nobody sits in two seats of one alliance. */
  'sits-already': 'AL24',
  /** Whoever takes the seat has offered it themself. */
  'offered-yourself': 'AL26',
  'seat-not-accepted': 'AL26',
  'cover-yourself': 'AL26',
  'cover-in-the-past': 'AL27',
  'cover-ends-first': 'AL27',
  'cover-too-long': 'AL27',
  'cover-overlaps': 'AL27',
  'cover-person-unknown': 'AL28',
  'coverage-full': 'AL29',
  'cover-not-there': 'AL30',
  'agreement-twice': 'AL32',
  'agreements-full': 'AL32',
  /** Patient and family decide nothing for the team; only they, or who speaks for them, represent the patient. */
  'agreement-wrong-seat': 'AL32',
  'review-in-the-past': 'AL32',
  /** Another version asks for signatures, or none does: nothing was signed. */
  'charter-moved-on': 'AL34',
  'trainee-cannot-sign': 'AL35',
  'signed-already': 'AL35',
  'signature-needs-note': 'AL35',
  'signatures-full': 'AL35',
  'waiver-needs-reason': 'AL36',
  'purpose-missing': 'AL37',
  'two-professionals-needed': 'AL37',
  'charter-not-sealed': 'AL37',
  'not-draft': 'AL37',
  'not-active': 'AL39',
  'not-suspended': 'AL39',
  closed: 'AL40',
  'may-not-edit-in-emergency': 'AL41',
  'emergency-not-needed': 'AL41',
  'emergency-needs-reason': 'AL41',
  'emergency-there': 'AL41',
  'emergencies-full': 'AL41',
  /** It is not there any more, was written anew, or is one's own. */
  'handover-not-there': 'AL31',
  'emergency-not-there': 'AL42',
  'emergency-not-yours-to-see': 'AL42',
  'own-emergency': 'AL42',
  /** Whoever restricts a section would lose it themself. */
  'restricts-yourself': 'AL43',
} as const;

/** A key of {@link allianceRefusals}. */
export type AllianceRefusalReason = keyof typeof allianceRefusals;

/** A rule that can refuse something to an alliance. */
export type AllianceRule = (typeof allianceRefusals)[AllianceRefusalReason];

/** A refusal, as a value. */
export interface AllianceRefusal {
  readonly rule: AllianceRule;
  readonly reason: AllianceRefusalReason;
  /** With `seat-taken`: who sits there. */
  readonly personId?: PersonId;
}
