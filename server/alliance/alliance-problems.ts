import {
  type AllianceRefusal,
  type AllianceRefusalReason,
} from '@alliance/shared/alliance/alliance-refusals';
import {
  agreementCharactersMax,
  agreementsMax,
  handoverCharactersMax,
  invitationDays,
  lineCharactersMax,
  linesPerSeatMax,
  noteCharactersMax,
  purposeCharactersMax,
  seatsMax,
  titleCharactersMax,
} from '@alliance/shared/limits';

import { type Problem, problems } from '../http/problem.ts';
import { keyCharactersMax } from './limits.ts';

/**
 * A refusal as its reader gets it: what happened, what is safe, what to do next. What they may not see is answered as if
 * it were not there (CP2).
 * @param holder the name of who sits in the seat, where the refusal is about that
 */
export function problemOfAlliance({ rule, reason }: AllianceRefusal, holder?: string): Problem {
  if (isAbsence(reason)) return problems.notFound;
  const [kind, text] = words[reason];
  const said = reason === 'seat-taken' && holder !== undefined ? takenBy(holder) : text;
  return { ...kinds[kind], text: said, rule, reason };
}

/** Problems around alliances that no shared rule refuses. */
export const allianceProblems = {
  keyMissing: {
    ...problems.malformed,
    text: `This request lacks an Idempotency-Key, or it is longer than ${keyCharactersMax} characters. It names the write, so that it is done once however often it is sent. Nothing was changed.`,
  },
  keyUsed: {
    status: 409,
    code: 'conflict',
    text: 'This request carries the key of another one that was done. Nothing was changed. Reload the page and look before you send it again.',
    rule: 'AL61',
    reason: 'key-used',
  },
  taken: {
    status: 409,
    code: 'conflict',
    text: 'An alliance with this id exists already. Nothing was added or changed. Reload the page and look before you send it again.',
    rule: 'AL61',
    reason: 'alliance-there',
  },
  busy: {
    status: 503,
    code: 'transient',
    text: 'Others are changing this alliance at this very moment. Nothing was lost; yours has not been added yet. Please send it again.',
  },
  tooFast: {
    status: 429,
    code: 'throttled',
    text: 'That was more than one person changes in a minute. What was saved is safe; this was not saved yet. Wait a minute, then send it again.',
    rule: 'AL62',
    reason: 'too-fast',
  },
  proseDamaged: {
    status: 409,
    code: 'conflict',
    text: 'The text of this charter cannot be read: what is stored does not verify. Nothing was changed. Tell whoever runs the server.',
    rule: 'AL65',
    reason: 'prose-damaged',
  },
  noLink: {
    status: 404,
    code: 'not-found',
    text: 'This link does not work any more: it was used, it has run out, or a newer one took its place. Nothing was changed. Ask whoever sent it for a new one.',
    rule: 'AL68',
    reason: 'no-link',
  },
  looksTooOften: {
    status: 429,
    code: 'throttled',
    text: 'Links were opened too often from here within a minute. Nothing is lost and nothing was changed. Wait a minute, then open yours again.',
    rule: 'AL69',
    reason: 'too-often',
  },
  lookedUpTooOften: {
    status: 429,
    code: 'throttled',
    text: 'That was more addresses than anybody looks up in a minute. Nothing was changed. Wait a minute, then try again.',
    rule: 'AL71',
    reason: 'too-often',
  },
} as const satisfies Record<string, Problem>;

/** What is not there for whoever asks, in the words of an address that leads nowhere. */
const absences = ['not-there', 'seat-not-there', 'emergency-not-there'] as const;

function isAbsence(reason: AllianceRefusalReason): reason is (typeof absences)[number] {
  return absences.some((absence) => absence === reason);
}

function takenBy(holder: string): string {
  return `${holder} has taken this seat meanwhile. Nothing was changed. If the seat should be yours, talk to each other or to whoever leads the alliance.`;
}

/** The ways in which something is refused to an alliance. */
const kinds = {
  forbidden: { status: 403, code: 'forbidden' },
  conflict: { status: 409, code: 'conflict' },
  gone: { status: 410, code: 'conflict' },
  invalid: { status: 422, code: 'business-rule' },
} as const satisfies Record<string, Pick<Problem, 'status' | 'code'>>;

const words: Readonly<
  Record<
    Exclude<AllianceRefusalReason, (typeof absences)[number]>,
    readonly [kind: keyof typeof kinds, text: string]
  >
> = {
  'nothing-written': [
    'invalid',
    'A text is missing here. Nothing was saved; what you wrote elsewhere is still where you wrote it. Write at least one word.',
  ],
  'too-long': [
    'invalid',
    `This is longer than it can be: ${titleCharactersMax} characters for a name or title, ${purposeCharactersMax} for the purpose, ${lineCharactersMax} for a line (${linesPerSeatMax} lines in a list), ${noteCharactersMax.toLocaleString('en')} for a message or note, ${agreementCharactersMax.toLocaleString('en')} for an agreement, ${handoverCharactersMax.toLocaleString('en')} for a handover. Nothing was saved; your words are still where you wrote them. Shorten them.`,
  ],
  'changed-meanwhile': [
    'conflict',
    'Somebody has changed this alliance since you opened it. Nothing of theirs was overwritten and yours was not saved. Look at the present words, then save yours again.',
  ],
  'seat-changed': [
    'conflict',
    'Somebody has changed this seat since you opened it. Nothing of theirs was overwritten and yours was not saved. Look at the present words, then save yours again.',
  ],
  'charter-changed': [
    'conflict',
    'Somebody has changed the charter since you opened it. Nothing of theirs was overwritten and yours was not saved. Read the present words, then do it again.',
  ],
  'nothing-changed': [
    'conflict',
    'This is as it was already. Nothing was changed, and nobody has to do anything.',
  ],
  'may-not-manage': [
    'forbidden',
    'Only a lead of the alliance does this. Nothing was changed. Ask one of them; the alliance page says how to reach them.',
  ],
  'not-your-seat': [
    'forbidden',
    'This is done by whoever sits in that seat. Nothing was changed. Ask them; the alliance page says how to reach them.',
  ],
  'may-not-arrange-cover': [
    'forbidden',
    'Who covers a seat is arranged by its holder, the plan steward or a lead. Nothing was changed. Ask one of them.',
  ],
  'may-not-write-charter': [
    'forbidden',
    'The charter is written by the professionals of the alliance. You can read it. Nothing was changed. Tell one of them what should be different.',
  ],
  'may-not-seal': [
    'forbidden',
    'The charter is put forward by a lead or the plan steward. Nothing was changed. Ask one of them.',
  ],
  'last-lead': [
    'conflict',
    'Nobody would lead this alliance any more. Nothing was changed. Make somebody else lead first: at their seat, “Change role card”.',
  ],
  'patient-cannot-lead': [
    'invalid',
    'A lead or plan steward is one of the professionals. Nothing was changed. Choose another seat.',
  ],
  'own-right-wider': [
    'forbidden',
    'Nobody widens the rights of a seat in which they sit. Nothing was changed. Ask another lead of the alliance.',
  ],
  'right-above-yours': [
    'forbidden',
    'This is more than that profession has there by default, and more than you have there yourself, so it is not yours to give. Nothing was changed. Choose less, or ask a lead who has it.',
  ],
  'section-twice': ['invalid', 'One section is named twice. Nothing was changed. Name it once.'],
  'section-not-there': [
    'invalid',
    'The plan has no such section for you. Nothing was changed. Choose one that the plan shows.',
  ],
  'seat-there': ['conflict', 'This seat is there already. Nothing was added a second time.'],
  'seats-full': [
    'conflict',
    `An alliance has at most ${seatsMax} seats. All of them are safe; yours was not added. Remove one that nobody needs.`,
  ],
  'person-unknown': [
    'invalid',
    'Nobody whom you can ask was found. Nothing was sent. Choose a colleague from the list, look for the exact address, or make a link.',
  ],
  'days-out-of-range': [
    'invalid',
    `An invitation stands for ${invitationDays.min} to ${invitationDays.max} days. Nothing was sent. Choose another number.`,
  ],
  'invitation-expired': [
    'gone',
    'This invitation has run out. Nothing was changed. Ask whoever sent it for a new one.',
  ],
  'invitation-withdrawn': [
    'gone',
    'This invitation was taken back. Nothing was changed. Ask whoever sent it if you did not expect that.',
  ],
  'nothing-to-withdraw': [
    'conflict',
    'Nobody is asked to take this seat now. Nothing was changed.',
  ],
  'seat-taken': [
    'conflict',
    'Somebody has taken this seat meanwhile. Nothing was changed. If the seat should be yours, talk to whoever leads the alliance.',
  ],
  'answered-already': [
    'conflict',
    'This invitation was answered already. Nothing was changed. Ask whoever sent it for a new one if the answer should be another.',
  ],
  'invitation-not-yours': [
    'forbidden',
    'Somebody else is asked to take this seat. Nothing was changed.',
  ],
  'decline-needs-words': [
    'invalid',
    'Say why not, or whom to ask instead: it helps those who asked. Nothing was sent yet.',
  ],
  'sits-already': [
    'conflict',
    'Nobody sits in two seats of one alliance. Nothing was changed. Give the other seat back first.',
  ],
  'seat-not-accepted': [
    'conflict',
    'Nobody has accepted this seat yet, so there is nothing to do in it. Nothing was changed. Ask somebody to take it first.',
  ],
  'cover-yourself': [
    'invalid',
    'Nobody puts themself into a seat that is not theirs. Nothing was changed. Choose somebody else, or ask whoever holds the seat to put you in.',
  ],
  'offered-yourself': [
    'invalid',
    'You have offered this seat yourself, and nobody takes a seat by their own offer. Nothing was changed. Ask another lead to offer it to you.',
  ],
  'cover-in-the-past': [
    'invalid',
    'Who covers a seat is arranged for now or later. What was, stays as it was. Choose a later beginning.',
  ],
  'cover-ends-first': [
    'invalid',
    'This stretch ends before it begins. Nothing was changed. Choose a later end.',
  ],
  'cover-too-long': [
    'invalid',
    'Somebody covers a seat for at most a month at a time. Nothing was changed. Choose an earlier end, or ask them to take the seat.',
  ],
  'cover-overlaps': [
    'conflict',
    'This person sits in this seat at that time already. Nothing was changed. Choose another time.',
  ],
  'cover-person-unknown': [
    'invalid',
    'Nobody whom you can ask was found. Nothing was changed. Choose a colleague from the list.',
  ],
  'coverage-full': [
    'conflict',
    'So many stretches are arranged for this seat that it holds no more. All of them are safe; yours was not added. End some that nobody needs.',
  ],
  'handover-not-there': [
    'conflict',
    'This note is not there any more, or it was written anew. Nothing was changed. Look at the seat again.',
  ],
  'cover-not-there': [
    'conflict',
    'This stretch is not there any more; somebody may have ended it. Nothing was changed.',
  ],
  'agreement-twice': [
    'invalid',
    'One agreement is there twice. Nothing was saved; your words are still where you wrote them. Keep one.',
  ],
  'agreements-full': [
    'invalid',
    `A charter holds at most ${agreementsMax} agreements. Nothing was saved; your words are still where you wrote them. Take the least important out.`,
  ],
  'agreement-wrong-seat': [
    'invalid',
    'A seat is named here that this cannot be: patient and family decide nothing for the team, and only they, or who speaks for them, represent the patient. Nothing was saved. Choose another seat.',
  ],
  'review-in-the-past': [
    'invalid',
    'The charter is looked at again on a day to come. Nothing was saved. Choose a later day.',
  ],
  'charter-moved-on': [
    'conflict',
    'The charter was put forward anew while you were reading, so nothing was signed. Read what is different, then sign that.',
  ],
  'trainee-cannot-sign': [
    'forbidden',
    'Whoever learns in a seat does not sign for it. Nothing was signed. Ask whose seat it is.',
  ],
  'signed-already': [
    'conflict',
    'This seat has signed this version already. Nothing was signed a second time.',
  ],
  'signature-needs-note': [
    'invalid',
    'Write a line that says what your reservation is, or why you do not sign. Nothing was signed yet.',
  ],
  'signatures-full': [
    'conflict',
    'This seat has changed its word on this version as often as it can. The last one stands. Talk to each other, and put the charter forward anew.',
  ],
  'waiver-needs-reason': [
    'invalid',
    'Write why nobody could ask the patient. Nothing was saved yet.',
  ],
  'purpose-missing': [
    'conflict',
    'Say first why this alliance exists, in one sentence. Nothing was sent yet.',
  ],
  'two-professionals-needed': [
    'conflict',
    'An alliance needs at least two seats of professionals. Nothing was sent yet. Add the second one.',
  ],
  'charter-not-sealed': [
    'conflict',
    'The charter was not put forward yet, so nobody could sign it. Nothing was sent yet. Put it forward first.',
  ],
  'not-draft': ['conflict', 'This alliance was sent out already. Nothing was changed.'],
  'not-active': ['conflict', 'Only an active alliance can be suspended. Nothing was changed.'],
  'not-suspended': ['conflict', 'This alliance is not suspended. Nothing was changed.'],
  closed: [
    'conflict',
    'This alliance is closed: everything in it is kept and nothing in it changes. Nothing was changed.',
  ],
  'may-not-edit-in-emergency': [
    'forbidden',
    'An emergency edit is for professionals who may suggest in that section. Nothing was changed. Call somebody who edits there.',
  ],
  'emergency-not-needed': [
    'conflict',
    'You can edit this section already. Nothing was changed. Just write.',
  ],
  'emergency-needs-reason': [
    'invalid',
    'Write in a few words why it cannot wait. Nothing was opened yet.',
  ],
  'emergency-there': ['conflict', 'This emergency edit is there already. You can write.'],
  'emergencies-full': [
    'conflict',
    'Too many emergency edits wait for a look. Nothing was opened. Call somebody who edits this section.',
  ],
  'emergency-not-yours-to-see': [
    'forbidden',
    'This waits for somebody who edits that section. Nothing was changed.',
  ],
  'own-emergency': [
    'forbidden',
    'Somebody else looks at your emergency edit. It stays on their list. Nothing was changed.',
  ],
  'restricts-yourself': [
    'conflict',
    'You would lose this section yourself, and nobody could undo it for you. Nothing was changed. Give your seat a right there first, or ask another lead.',
  ],
};
