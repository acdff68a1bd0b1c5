import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type Person } from '@alliance/shared/identity/person';
import {
  createContext,
  type JSX,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';

import type { SectionSync } from '../sync/section-sync.ts';
import type { Tab } from '../sync/tab.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Guard } from '../ui/guard.tsx';
import { Notice } from '../ui/notice.tsx';
import { PartMissing } from '../ui/part-missing.tsx';
import type * as CommentParts from './comment-parts.tsx';
import type { Commenting } from './commenting.ts';

/** What the plan page tells. */
export interface CommentFrameProps {
  readonly plan: PlanView;
  readonly person: Person;
  readonly tab: Tab | undefined;
  readonly syncs: ReadonlyMap<string, SectionSync>;
  readonly children: ReactNode;
}

/** Comments that are open: what they work with, and their code. */
export interface OpenComments {
  readonly commenting: Commenting;
  readonly parts: typeof CommentParts;
}

/** The code did not come, and what had been typed for it. */
interface Missing {
  readonly typed: string;
}

type State = OpenComments | Missing | undefined;

const OpenContext = createContext<State>(undefined);

/** What shows the comments of a plan, as the plan page's slots. Their code comes after the text has been painted; until then nothing is in its place. */
export function commentSlots() {
  const inbox = new TypedBeforehand();
  return {
    Frame(props: CommentFrameProps): JSX.Element {
      const [state, setState] = useState<State>();
      const open = useCallback((opened: OpenComments | undefined) => {
        setState(opened);
        inbox.open(opened);
      }, []);
      const fail = useCallback(() => {
        setState({ typed: inbox.close() });
      }, []);
      const isPainted = useAfterPaint();
      return (
        <OpenContext value={state}>
          {props.children}
          {isPainted ? (
            <Guard fallback={null} onFailure={fail}>
              <Suspense fallback={null}>
                <CommentDesk {...props} onOpen={open} />
              </Suspense>
            </Guard>
          ) : null}
        </OpenContext>
      );
    },
    Rail,
    Urgent,
    SectionTools,
    OutlineMarks,
    BarButton,
    PhoneButton,
    onTyped: (typed: TypedText) => inbox.take(typed),
    onOffer: (offer: OfferedWords) => inbox.offer(offer),
  };
}

const CommentDesk = lazy(async () => {
  const parts = await import('./comment-parts.tsx');
  return {
    default(props: CommentFrameProps & { onOpen(opened: OpenComments | undefined): void }) {
      return <parts.CommentDesk {...props} parts={parts} />;
    },
  };
});

interface TypedText {
  readonly section: SectionView;
  readonly text: string;
}

/** Words that the plan did not take. */
export interface OfferedWords extends TypedText {
  /** Where they stood, if that is known. */
  readonly blockId: string | undefined;
  readonly onSaved: () => void;
}

/** What was typed before the code for it arrived: it is in the comment as soon as that is there, nothing is lost (RL6). */
class TypedBeforehand {
  #opened: OpenComments | undefined;
  #waiting: TypedText[] = [];
  #isClosed = false;

  open(opened: OpenComments | undefined): void {
    this.#opened = opened;
    if (opened === undefined) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) queueMicrotask(() => this.take(each));
  }

  /** The code does not come: from now on the page itself says who may write. Gives what was typed, for its author. */
  close(): string {
    this.#isClosed = true;
    const typed = this.#waiting.map(({ text }) => text).join('\n');
    this.#waiting = [];
    return typed;
  }

  take(typed: TypedText): boolean {
    if (this.#isClosed || (typed.text === ' ' && !this.#isWriting(typed.section))) return false;
    if (this.#opened === undefined) this.#wait(typed);
    else this.#opened.parts.takeTyped(this.#opened.commenting, typed.section, typed.text);
    return true;
  }

  /** What is offered is kept where it is until the code has come: it is not taken before. */
  offer(offer: OfferedWords): boolean {
    const opened = this.#opened;
    if (opened === undefined || this.#isClosed) return false;
    opened.parts.takeOffered(opened.commenting, offer);
    return true;
  }

  /** One piece for each section. */
  #wait({ section, text }: TypedText): void {
    const last = this.#waiting.at(-1);
    if (last?.section.key !== section.key) this.#waiting.push({ section, text });
    else this.#waiting.splice(-1, 1, { section, text: `${last.text}${text}` });
  }

  /** Whether the space bar writes and does not scroll: in a draft, or where a caret or marked word is. */
  #isWriting({ key }: SectionView): boolean {
    const isDrafting = this.#opened?.commenting.desk.draft.get() !== undefined;
    const caret = document.getSelection()?.focusNode ?? null;
    const text = document.getElementById(key)?.querySelector('.prose');
    return isDrafting || this.#waiting.length > 0 || text?.contains(caret) === true;
  }
}

/** True after the browser has painted what is there now. */
function useAfterPaint(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setIsPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}

function useOpened(): OpenComments | undefined {
  const state = use(OpenContext);
  return isMissing(state) ? undefined : state;
}

function isMissing(state: State): state is Missing {
  return state !== undefined && 'typed' in state;
}

function Rail(): JSX.Element | null {
  const t = useTranslations('rail');
  const state = use(OpenContext);
  if (state === undefined) return null;
  if (isMissing(state))
    return (
      <aside aria-label={t('label')}>
        <PartMissing>{t('missing')}</PartMissing>
        <KeptTyped text={state.typed} />
      </aside>
    );
  return <state.parts.Rail commenting={state.commenting} />;
}

/** What was typed for comments that did not come is not lost with them (RL6). */
function KeptTyped({ text }: { readonly text: string }): JSX.Element | null {
  const t = useTranslations('rail');
  if (text.trim() === '') return null;
  return (
    <Notice tone="warn" actions={<CopyButton read={() => text} />}>
      {t('keptTyped')}
      <blockquote>{text}</blockquote>
    </Notice>
  );
}

function Urgent(): JSX.Element | null {
  const t = useTranslations('rail.urgent');
  const state = use(OpenContext);
  if (isMissing(state)) return <Notice tone="warn">{t('missing')}</Notice>;
  return state === undefined ? null : <state.parts.Urgent commenting={state.commenting} />;
}

function SectionTools({ section }: { readonly section: SectionView }): JSX.Element | null {
  const opened = useOpened();
  if (opened === undefined) return null;
  return <opened.parts.SectionTools commenting={opened.commenting} section={section} />;
}

function OutlineMarks({ section }: { readonly section: SectionView }): JSX.Element | null {
  const opened = useOpened();
  if (opened === undefined) return null;
  return <opened.parts.OutlineMarks commenting={opened.commenting} section={section} />;
}

function BarButton(): JSX.Element | null {
  const opened = useOpened();
  return opened === undefined ? null : <opened.parts.BarButton commenting={opened.commenting} />;
}

function PhoneButton(): JSX.Element | null {
  const opened = useOpened();
  return opened === undefined ? null : <opened.parts.PhoneButton commenting={opened.commenting} />;
}
