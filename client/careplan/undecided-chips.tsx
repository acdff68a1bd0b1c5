import { type SectionView } from '@alliance/shared/careplan/plan-view';
import { undecidedIn } from '@alliance/shared/editor/undecided';
import { VisuallyHidden } from '@mantine/core';
import { type JSX, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';

import type * as Decisions from '../editor/chip-decisions.tsx';
import type { SectionState, SectionSync } from '../sync/section-sync.ts';
import { KeepsTextInPlace } from '../ui/keeps-text-in-place.tsx';
import { useStore } from '../ui/use-store.ts';

/** Numbers of a section with two values that wait for a decision; nothing where there are none, and then nothing is loaded. */
export function UndecidedChips({
  section,
  sync,
  state,
}: {
  readonly section: SectionView;
  readonly sync: SectionSync | undefined;
  readonly state: SectionState;
}): JSX.Element {
  const t = useTranslations('chips.open');
  const content = useStore(sync?.content, undefined);
  const undecided = useMemo(() => (content === undefined ? [] : undecidedIn(content)), [content]);
  const [parts, setParts] = useState<typeof Decisions>();
  const [decided, setDecided] = useState('');
  const isNeeded = undecided.length > 0;
  useEffect(() => {
    if (!isNeeded || parts !== undefined) return;
    // Without it the text itself still says that nobody has decided.
    void import('../editor/chip-decisions.tsx').then(setParts, () => undefined);
  }, [isNeeded, parts]);
  const canDecide =
    section.access === 'edit' && state.phase !== 'closed' && state.readOnly !== true;
  const shown = parts === undefined ? 0 : undecided.length;
  return (
    <KeepsTextInPlace what={shown}>
      <VisuallyHidden role="status">
        {undecided.length > 0
          ? t('said', { count: undecided.length, heading: section.heading })
          : decided === ''
            ? ''
            : t('decided', { text: decided })}
      </VisuallyHidden>
      {parts === undefined || shown === 0 ? null : (
        <parts.ChipDecisions
          documentId={section.documentId}
          undecided={undecided}
          doc={canDecide ? state.live?.doc : undefined}
          onDecided={(text) => {
            setDecided(text);
            document.getElementById(`heading-${section.key}`)?.focus({ preventScroll: true });
          }}
        />
      )}
    </KeepsTextInPlace>
  );
}
