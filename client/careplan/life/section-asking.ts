import { createSource } from '../../sync/store.ts';

/** What a dialog about sections asks. */
export type SectionAsking =
  | { readonly what: 'add' }
  | {
      readonly what: 'rename' | 'place' | 'retire' | 'share' | 'stale-after' | 'emergency';
      readonly sectionKey: string;
    };

const asking = createSource<SectionAsking | undefined>(undefined);

/** Which dialog about the sections of the plan is open now. */
export const sectionAsking = asking;

/** Opens a dialog; its way back is the element that has the keyboard. */
export function askAboutSections(what: SectionAsking): void {
  asking.set(what);
}
