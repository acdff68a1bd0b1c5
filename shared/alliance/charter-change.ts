import { type SectionRight } from '../access/section-right.ts';
import { type SectionKey } from '../careplan/section.ts';
import { type SeatId } from './alliance.ts';
import { type ProseChange } from './prose-difference.ts';
import { type WordPiece } from './word-difference.ts';

/** Texts of a charter that stand once. */
export const charterTexts = [
  'name',
  'purpose',
  'decision-rule',
  'routine',
  'urgent',
  'critical',
  'meeting-norms',
  'attends',
  'conflict-steps',
  'review-by',
] as const;

/** One of {@link charterTexts}. */
export type CharterText = (typeof charterTexts)[number];

/** One change. Seats are called by their titles: as they are now, or as they were when they are gone. */
export type CharterChange =
  /** `decision-rule` and `attends` hold keys, `review-by` a date; the others words, with what changed in them. */
  | {
      readonly what: 'text';
      readonly text: CharterText;
      readonly before: string;
      readonly after: string;
      readonly words: readonly WordPiece[];
    }
  /** Absent: nobody. */
  | {
      readonly what: 'named-seat';
      readonly as: 'tie-break' | 'representative';
      readonly before?: string;
      readonly after?: string;
    }
  | {
      readonly what: 'escalation-path';
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | { readonly what: 'agreement-added' | 'agreement-removed'; readonly text: string }
  | { readonly what: 'agreement-changed'; readonly words: readonly WordPiece[] }
  | {
      readonly what: 'seat-added' | 'seat-removed';
      readonly seatId: SeatId;
      readonly title: string;
    }
  | {
      readonly what: 'seat-title' | 'seat-discipline';
      readonly seatId: SeatId;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly what: 'seat-mark';
      readonly seatId: SeatId;
      readonly title: string;
      readonly mark: 'isRequired' | 'isLead' | 'isSteward';
      readonly isNow: boolean;
    }
  | {
      readonly what: 'seat-lines';
      readonly seatId: SeatId;
      readonly title: string;
      readonly list: 'responsibilities' | 'offers' | 'needs';
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  /** Absent: the default of the discipline. */
  | {
      readonly what: 'scope';
      readonly seatId: SeatId;
      readonly title: string;
      readonly sectionKey: SectionKey;
      readonly before?: SectionRight;
      readonly after?: SectionRight;
    }
  | { readonly what: 'prose'; readonly block: ProseChange };
