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
import { Guard } from '../ui/guard.tsx';
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

type State = OpenComments | 'missing' | undefined;

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
        setState('missing');
        inbox.close();
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

/** What was typed before the code for it arrived: it is in the comment as soon as that is there, nothing is lost (RL6). */
class TypedBeforehand {
  #opened: OpenComments | undefined;
  #waiting: TypedText[] = [];
  #isClosed = false;

  open(opened: OpenComments | undefined): void {
    this.#opened = opened;
    const [first] = this.#waiting;
    if (opened === undefined || first === undefined) return;
    const text = this.#waiting.map((each) => each.text).join('');
    this.#waiting = [];
    queueMicrotask(() => this.take({ section: first.section, text }));
  }

  /** The code does not come: from now on the page itself says who may write. */
  close(): void {
    this.#isClosed = true;
  }

  take(typed: TypedText): boolean {
    if (this.#isClosed) return false;
    if (this.#opened === undefined) this.#waiting.push(typed);
    else this.#opened.parts.takeTyped(this.#opened.commenting, typed.section, typed.text);
    return true;
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
  return state === 'missing' ? undefined : state;
}

function Rail(): JSX.Element | null {
  const t = useTranslations('rail');
  const state = use(OpenContext);
  if (state === undefined) return null;
  if (state === 'missing')
    return (
      <aside aria-label={t('label')}>
        <PartMissing>{t('missing')}</PartMissing>
      </aside>
    );
  return <state.parts.Rail commenting={state.commenting} />;
}

function Urgent(): JSX.Element | null {
  const opened = useOpened();
  return opened === undefined ? null : <opened.parts.Urgent commenting={opened.commenting} />;
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
