/** Everything that can be asked of a plan's sections. `server/careplan/plan-command-schema.ts` validates its shape, `decide-plan.ts` whether it may happen. */
import { type DocumentId, type SectionId, type SectionKey } from './section.ts';

/** Body of `POST /api/plans/{planId}`. Answered with the `PlanView`. */
export type PlanCommand =
  /** A new, empty section; each key at most once per plan, retired ones included. */
  | {
      readonly type: 'add-section';
      /** UUIDv7s, made by the client. */
      readonly sectionId: SectionId;
      readonly documentId: DocumentId;
      readonly key: SectionKey;
      readonly heading: string;
      /** After which section it stands; null: first. */
      readonly after: SectionKey | null;
      /** Only its author sees it until it is shared. */
      readonly isPrivate: boolean;
    }
  | {
      readonly type: 'rename-section';
      readonly key: SectionKey;
      readonly heading: string;
      /** The heading in whose place it comes, as its reader saw it. */
      readonly inPlaceOf: string;
    }
  | {
      readonly type: 'move-section';
      readonly key: SectionKey;
      readonly after: SectionKey | null;
    }
  /** Nobody writes in it any more; it stays readable, struck, and can be restored. */
  | { readonly type: 'retire-section'; readonly key: SectionKey; readonly reason: string }
  | { readonly type: 'restore-section'; readonly key: SectionKey }
  /** Shows a private section to everybody who has a right in it. There is no way back. */
  | { readonly type: 'share-section'; readonly key: SectionKey }
  /** "Reviewed, no change": the section is as it should be, as far as its reader saw it. */
  | { readonly type: 'review-section'; readonly key: SectionKey; readonly head: number }
  /** After how many days without edit or review its owners are reminded. */
  | { readonly type: 'stale-after'; readonly key: SectionKey; readonly days: number };
