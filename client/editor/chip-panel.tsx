import { type ChipEntry, type ChipValue } from '@alliance/shared/editor/chip';
import { chipText } from '@alliance/shared/editor/chip-text';
import { isUndecided, valuesOf } from '@alliance/shared/editor/chip-values';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Editor } from '@tiptap/core';
import { type JSX, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../ui/use-store.ts';
import { ChipChoices } from './chip-choices.tsx';
import { chipDeskOf } from './chip-desk.ts';
import { ChipForm, type FormPlace } from './chip-form.tsx';
import { leaveChip } from './chip-keys.ts';
import { bookOf } from './chip-node.ts';
import { changeChip } from './chip-steps.ts';
import { ChipWho } from './chip-who.tsx';
import { chipWritesQuery } from './chip-writes.ts';

import styles from './chip.module.css';

/** What belongs to the chips of one editor. */
interface ChipPanelProps {
  readonly editor: Editor;
  readonly documentId: string;
}

/** Beside an editor: what it offers, read out, and the chip that is open for a change. */
export function ChipPanel({ editor, documentId }: ChipPanelProps): JSX.Element {
  const t = useTranslations('chips');
  const desk = chipDeskOf(editor);
  const { offer, opened } = useStore(desk, desk.get());
  return (
    <>
      <div className={styles['said']} role="status">
        {offer === undefined
          ? ''
          : t('offer', { text: chipText([{ ...offer, writeId: '', supersedes: [] }]) })}
      </div>
      {opened === undefined || editor.isDestroyed ? null : (
        <Opened
          key={opened.chipId}
          editor={editor}
          opened={opened}
          documentId={documentId}
          onClose={() => {
            desk.set({});
            if (!editor.isDestroyed) leaveChip(editor, opened.chipId);
          }}
        />
      )}
    </>
  );
}

interface OpenedProps extends FormPlace {
  readonly documentId: string;
}

function Opened(props: OpenedProps): JSX.Element {
  const t = useTranslations('chips');
  const { editor, opened, documentId, onClose } = props;
  const { chipId } = opened;
  const entries = useEntries(editor, chipId);
  const frame = useRef<HTMLElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    placeUnder(frame.current, editor, chipId);
  }, [editor, chipId]);
  // What was there when the number was opened is what is typed over; what comes meanwhile is not.
  const [seen] = useState(entries);
  const use =
    (over: readonly ChipEntry[]) =>
    (value: ChipValue): void => {
      changeChip(editor.state, chipId, value, over);
      onClose();
    };
  const isOpen = isUndecided(entries);
  return (
    // Escape closes it from everywhere in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={frame}
      className={styles['panel']}
      role="dialog"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <h4 id={titleId}>
        {isOpen
          ? t('open.title', { count: valuesOf(entries).length })
          : t('title', { text: chipText(entries) })}
      </h4>
      {isOpen ? (
        <ChipChoices
          documentId={documentId}
          entries={entries}
          onUse={editor.isEditable ? use(entries) : undefined}
        />
      ) : (
        <Written documentId={documentId} entry={entries[0]} />
      )}
      {editor.isEditable ? (
        <ChipForm {...props} entries={entries} onUse={use(seen)} />
      ) : (
        <Button size="compact-sm" variant="default" autoFocus onClick={onClose}>
          {t('close')}
        </Button>
      )}
    </section>
  );
}

function Written({
  documentId,
  entry,
}: {
  readonly documentId: string;
  readonly entry: ChipEntry | undefined;
}): JSX.Element | null {
  const { data, isError } = useQuery(
    chipWritesQuery(documentId, entry === undefined ? [] : [entry.writeId]),
  );
  if (entry === undefined) return null;
  const write = data?.writes.find(({ writeId }) => writeId === entry.writeId);
  return (
    <p className={styles['written']}>
      <ChipWho write={write} hasFailed={isError} />
    </p>
  );
}

/** What the register holds now; drawn anew when a colleague writes. */
function useEntries(editor: Editor, chipId: string): readonly ChipEntry[] {
  const book = bookOf(editor.state);
  const [entries, setEntries] = useState(() => book?.entries(chipId) ?? []);
  useLayoutEffect(
    () => book?.watch(chipId, () => setEntries(book.entries(chipId))),
    [book, chipId],
  );
  return entries;
}

/** Under the chip, inside the frame of the editor. */
function placeUnder(panel: HTMLElement | null, editor: Editor, chipId: string): void {
  const chip = editor.view.dom.querySelector(`[data-chip-id="${CSS.escape(chipId)}"]`);
  const around = panel?.offsetParent;
  if (panel === null || chip === null || !around) return;
  const place = chip.getBoundingClientRect();
  const frame = around.getBoundingClientRect();
  const left = Math.max(0, Math.min(place.left - frame.left, frame.width - panel.offsetWidth));
  panel.style.setProperty('--chip-left', `${left}px`);
  panel.style.setProperty('--chip-top', `${place.bottom - frame.top + 4}px`);
  // Whoever opens it wants to see it; nobody else's page moves.
  panel.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
