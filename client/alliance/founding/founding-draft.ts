import {
  type AllianceId,
  type ScopeRule,
  type SeatId,
  toAllianceId,
  toSeatId,
} from '@alliance/shared/alliance/alliance';
import { type AllianceView } from '@alliance/shared/alliance/alliance-view';
import { type Agreements } from '@alliance/shared/alliance/charter';
import { type DisciplineKey, isPatientSide } from '@alliance/shared/alliance/discipline';
import { type TemplateKey, type TemplateSeat } from '@alliance/shared/alliance/template';
import { starters } from '@alliance/shared/alliance/templates/starters';
import { firstAgreements } from '@alliance/shared/alliance/templates/templates';
import { type SectionKey } from '@alliance/shared/careplan/section';
import { v7 as uuid } from 'uuid';

import { type Whom, nobodyYet } from '../ask-whom.tsx';
import { type ConsentWords, noConsent } from '../consent-fields.tsx';
import { type RoleWords, roleWords } from '../seat/role-fields.tsx';

/** An alliance that somebody is beginning: everything that they have typed. */
export interface FoundingDraft {
  readonly allianceId: AllianceId;
  readonly kind: 'two' | 'team';
  readonly template: TemplateKey | undefined;
  /** Mine first. */
  readonly seats: readonly DraftSeat[];
  readonly patient: {
    readonly name: string;
    readonly preferredName: string;
    readonly bornOn: string;
    readonly identifier: string;
  };
  /** Undefined while it is made of the seats. */
  readonly name: string | undefined;
  readonly purpose: string;
  readonly agreements: Agreements;
  readonly consent: ConsentWords;
  /** Consent is recorded afterwards. */
  readonly isConsentLater: boolean;
  /** Sections that were taken out of those that are usual for the seats. */
  readonly withoutSections: readonly SectionKey[];
  readonly progress: Progress;
}

/** A seat of it. */
export interface DraftSeat {
  readonly seatId: SeatId;
  readonly disciplineKey: DisciplineKey;
  readonly words: RoleWords;
  readonly contact: string;
  readonly isRequired: boolean;
  readonly isSteward: boolean;
  /** Rights beside the usual of the discipline, where a template brings them. */
  readonly scope: readonly ScopeRule[];
  /** Whom to ask; undefined: later. */
  readonly whom: Whom | undefined;
}

/** What is done once somebody has begun, in this order. */
export const stages = ['found', 'agree', 'consent', 'seal', 'propose', 'invite'] as const;

/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** How far it has come on the server. */
export interface Progress {
  readonly done: readonly Stage[];
  /** The alliance as the server knows it; absent before it exists. */
  readonly view?: AllianceView;
  /** The links that were made: they are shown only here. */
  readonly links: readonly {
    readonly seatId: SeatId;
    readonly secret: string;
    readonly expiresAt: string;
  }[];
  /** Seats for which somebody was asked by name. */
  readonly asked: readonly SeatId[];
  /** Seats for which nobody was asked, because nobody signs in with the address. */
  readonly unknown: readonly SeatId[];
}

/** Nothing is typed yet: two people, a physician and a nurse. */
export function newDraft(): FoundingDraft {
  return {
    allianceId: toAllianceId(uuid()),
    kind: 'two',
    template: undefined,
    seats: starters['physician-nurse'].seats.map(seatOfTemplate),
    patient: { name: '', preferredName: '', bornOn: '', identifier: '' },
    name: undefined,
    purpose: '',
    agreements: firstAgreements(undefined, new Date().toISOString()),
    consent: noConsent,
    isConsentLater: false,
    withoutSections: [],
    progress: { done: [], links: [], asked: [], unknown: [] },
  };
}

/** A seat as a template begins it. Patient and family are asked when the team has found together. */
export function seatOfTemplate({ role, isRequired, isSteward, scope }: TemplateSeat): DraftSeat {
  const seat = draftSeat(role.disciplineKey, roleWords(role));
  return { ...seat, isRequired, isSteward, scope };
}

/** A seat with its role card as it usually is. */
export function draftSeat(disciplineKey: DisciplineKey, words: RoleWords): DraftSeat {
  const isPatient = isPatientSide(disciplineKey);
  return {
    seatId: toSeatId(uuid()),
    disciplineKey,
    words,
    contact: '',
    isRequired: !isPatient,
    isSteward: false,
    scope: [],
    whom: isPatient ? undefined : nobodyYet,
  };
}

const kept = new Map<string, FoundingDraft>();

/** What a person began in this tab, and did not finish. */
export function keptDraft(personId: string): FoundingDraft | undefined {
  return kept.get(personId);
}

/** Keeps what a person is typing in this tab, and nowhere else; undefined throws it away. Of other people nothing is kept. */
export function keepDraft(personId: string, draft: FoundingDraft | undefined): void {
  kept.clear();
  if (draft !== undefined) kept.set(personId, draft);
}
