import { type LiveDocument } from './live-document.ts';
import { type SaveFacts, saveStateOf } from './save-state.ts';
import { type SectionState } from './section-sync.ts';
import { type Store, createSource } from './store.ts';

/** What is known about a section, from which its state is told. */
export interface SectionFacts {
  /** The document that an editor may bind to. */
  readonly document: LiveDocument | undefined;
  readonly save: SaveFacts;
  readonly closed: SectionState['closed'];
  /** How many changes are kept for their author. */
  readonly kept: number;
  readonly isRestored: boolean;
  readonly isReadOnly: boolean;
}

/** Tells where a section's conversation stands. */
export class SectionReport {
  readonly #state = createSource<SectionState>({
    phase: 'connecting',
    save: { kind: 'connecting' },
  });

  get state(): Store<SectionState> {
    return this.#state;
  }

  tell(facts: SectionFacts): void {
    this.#state.set(stateFrom(this.#state.get(), facts));
  }
}

/** The next state; `live` stays the same object while the document is the same. */
function stateFrom(previous: SectionState, facts: SectionFacts): SectionState {
  const { document, closed, kept } = facts;
  const live =
    document === undefined || previous.live?.doc === document.doc
      ? document && previous.live
      : { doc: document.doc, awareness: document.awareness };
  const phase = closed !== undefined ? 'closed' : live === undefined ? 'connecting' : 'live';
  return {
    phase,
    save: saveStateOf(facts.save),
    ...(kept === 0 ? {} : { kept }),
    ...(facts.isReadOnly ? { readOnly: true } : {}),
    ...(facts.isRestored ? { restored: true } : {}),
    ...(closed === undefined ? {} : { closed }),
    ...(live === undefined ? {} : { live }),
  };
}
