/** What the server says about plans over HTTP. Everything here is already cut to what the reader may see. */
import { type SectionAccess } from '../access/section-right.ts';
import { type AllianceView } from '../alliance/alliance-view.ts';
import { type AllianceStatus } from '../alliance/alliance.ts';
import { type CarePlanStatus, type Patient } from './care-plan.ts';
import { type NowRows } from './now.ts';
import { type SectionKey } from './section.ts';

/** One row of `GET /api/plans`. */
export interface PlanSummary {
  readonly id: string;
  readonly title: string;
  readonly status: CarePlanStatus;
  readonly alliance: {
    readonly id: string;
    readonly name: string;
    readonly status: AllianceStatus;
  };
  readonly patientName: string;
  /** The title of the seat in which the reader takes part. */
  readonly mySeatTitle: string;
  /** Sections with changes by others since the reader last looked. */
  readonly unseenSections: number;
  /** What the alliance still lacks, each as a plain sentence: "No pharmacist has accepted yet." */
  readonly gaps: readonly string[];
  /** Who has the plan open now, without the reader; at most `presentShownMax`. */
  readonly present: readonly PresentInPlan[];
}

/** More people on a plan are not named in a list of plans. */
export const presentShownMax = 8;

/** Somebody who has a plan open. */
export interface PresentInPlan {
  readonly personId: string;
  readonly name: string;
  readonly disciplineKey: string;
  readonly isSimulated: boolean;
}

/** `GET /api/plans/:planId`. */
export interface PlanView {
  readonly id: string;
  readonly title: string;
  readonly status: CarePlanStatus;
  /** The editor schema that `/sync` asks for. */
  readonly schema: number;
  readonly patient: Patient;
  readonly alliance: AllianceView;
  /** The seats in which the reader may act now, the grace of a handover included (AL3). */
  readonly mySeatIds: readonly string[];
  /** In reading order; sections that the reader may not see are not there. */
  readonly sections: readonly SectionView[];
  /** When the reader last marked the plan as looked at; absent the first time. ISO 8601 instant. */
  readonly lookedAt?: string;
}

/** One section as its reader meets it: readable before any editor is loaded. */
export interface SectionView {
  readonly id: string;
  readonly key: SectionKey;
  readonly heading: string;
  readonly documentId: string;
  readonly access: SectionAccess;
  /** Titles of the seats that edit here, lead first: "Rehab physician". */
  readonly owners: readonly SectionOwner[];
  /** The committed text at `head`, rendered by `shared/editor/render.ts`. */
  readonly rendered: { readonly head: number; readonly html: string };
  /** What the same text gives to the Now panel: `nowRowsOf(key, section)`. */
  readonly now: NowRows;
  /** The goals in plain words that the same text holds: `quotesOf(section)`. */
  readonly quotes: readonly string[];
  /** The stored text does not verify: `rendered` then says so in plain words, and nobody can edit it. */
  readonly isDamaged?: true;
  /** The demo's simulated colleague may write here, and the reader may ask it to. */
  readonly takesColleague?: true;
  /** Changes by others since the reader last looked; absent when there are none. */
  readonly changed?: SectionChange;
}

/** A seat that edits a section. */
export interface SectionOwner {
  readonly seatId: string;
  readonly title: string;
  readonly disciplineKey: string;
}

/** Who changed a section since the reader last looked. */
export interface SectionChange {
  /** ISO 8601 instant of the last change. */
  readonly at: string;
  /** Who, latest first, without doubles. */
  readonly by: readonly {
    readonly personId: string;
    readonly name: string;
    readonly disciplineKey: string;
  }[];
}

/** Body of `POST /api/plans/:planId/looked`: how far the reader has read, per document. */
export interface Looked {
  readonly heads: readonly { readonly documentId: string; readonly head: number }[];
}
