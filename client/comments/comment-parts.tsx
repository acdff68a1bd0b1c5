import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { type JSX, useEffect, useMemo } from 'react';

import { beginOffered, beginTyped } from './begin-comment.ts';
import { type Commenting } from './commenting.ts';
import { type DeskPage } from './desk/desk.ts';
import { useDesk } from './desk/use-desk.ts';
import { whenSectionsClose } from './desk/when-closed.ts';
import { intoComposer, rememberPlace } from './focus.ts';
import { type CommentFrameProps, type OfferedWords, type OpenComments } from './slots.tsx';
import { paintHighlights } from './text/highlights.ts';
import { keepWords } from './text/kept-words.ts';
import { listenToPage } from './text/page-hands.ts';
import { PageText } from './text/page-text.ts';
import { followReading, readPlace } from './text/reading-place.ts';
import { SelectionButton } from './text/selection-button.tsx';
import { useShownThread } from './text/use-shown-thread.ts';
import { useThreadInAddress } from './use-thread-in-address.ts';

export { OutlineMarks } from './page/outline-marks.tsx';
export { BarButton, PhoneButton } from './rail/rail-buttons.tsx';
export { Rail } from './rail/rail.tsx';
export { SectionTools } from './page/section-tools.tsx';
export { Urgent } from './page/urgent.tsx';

/** Opens the comments of a plan for as long as its page is there. */
export function CommentDesk({
  plan,
  person,
  tab,
  syncs,
  parts,
  onOpen,
}: Omit<CommentFrameProps, 'children'> & {
  readonly parts: OpenComments['parts'];
  readonly onOpen: (opened: OpenComments | undefined) => void;
}): JSX.Element | null {
  const desk = useDesk(plan, person, tab);
  const text = useMemo(
    () => (desk === undefined ? undefined : new PageText(desk.threads, desk.draft)),
    [desk],
  );
  useEffect(() => {
    if (desk === undefined || text === undefined) return undefined;
    const ends = [text.start(), paintHighlights(desk, text)];
    return () => {
      for (const end of ends) end();
    };
  }, [desk, text]);
  useEffect(
    () => (desk === undefined ? undefined : whenSectionsClose(syncs, () => desk.readAgain())),
    [desk, syncs],
  );
  useEffect(() => text?.show(plan.sections, syncs), [text, plan.sections, syncs]);
  const page = useMemo(
    (): DeskPage => ({ plan, personId: person.id, personName: person.name }),
    [plan, person.id, person.name],
  );
  const commenting = useMemo(
    () => (desk === undefined || text === undefined ? undefined : { desk, text, page }),
    [desk, text, page],
  );
  useEffect(
    () => onOpen(commenting === undefined ? undefined : { commenting, parts }),
    [commenting, parts, onOpen],
  );
  return commenting === undefined ? null : <Hands commenting={commenting} />;
}

/** What the reader's hands and the address do. */
function Hands({ commenting }: { readonly commenting: Commenting }): JSX.Element {
  useEffect(() => listenToPage(commenting), [commenting]);
  useEffect(() => keepWords(commenting.page.plan), [commenting]);
  useEffect(() => followReading(commenting), [commenting]);
  useShownThread(commenting);
  useThreadInAddress(commenting);
  return <SelectionButton commenting={commenting} />;
}

/** Takes what was typed where its author may only comment: a comment on the word at the caret already holds it (RL6). */
export function takeTyped(commenting: Commenting, section: SectionView, text: string): void {
  const at = readPlace(commenting.page.plan, section);
  rememberPlace();
  intoComposer(() => beginTyped(commenting, section, at, text));
}

/** Opens a comment that holds words which the plan did not take. */
export function takeOffered(commenting: Commenting, offer: OfferedWords): void {
  rememberPlace();
  intoComposer(() => beginOffered(commenting, offer));
}
