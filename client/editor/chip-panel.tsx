import { type ChipEntry, type ChipValue } from '@alliance/shared/editor/chip';
import { chipText, dateInWords, dateUnit } from '@alliance/shared/editor/chip-text';
import { isUndecided, valuesOf } from '@alliance/shared/editor/chip-values';
import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Editor } from '@tiptap/core';
import { type JSX, type SubmitEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { useStore } from '../ui/use-store.ts';
import { ChipChoices } from './chip-choices.tsx';
import { chipDeskOf, type OpenedChip } from './chip-desk.ts';
import { chipToWords, leaveChip } from './chip-keys.ts';
import { bookOf } from './chip-node.ts';
import { changeChip } from './chip-steps.ts';
import { ChipWho } from './chip-who.tsx';
import { chipWritesQuery } from './chip-writes.ts';

import styles from './chip.module.css';

/** Longest number and unit that can be typed into a chip, in UTF-16 units. */
const typedMax = { value: 60, unit: 20 } as const;

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

interface OpenedProps {
  readonly editor: Editor;
  readonly opened: OpenedChip;
  readonly documentId: string;
  readonly onClose: () => void;
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
  const use = (value: ChipValue): void => {
    changeChip(editor.state, chipId, value);
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
          onUse={editor.isEditable ? use : undefined}
        />
      ) : (
        <Written documentId={documentId} entry={entries[0]} />
      )}
      {editor.isEditable ? (
        <ChangeForm {...props} entries={entries} onUse={use} />
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

function ChangeForm({
  editor,
  opened,
  entries,
  onUse,
  onClose,
}: OpenedProps & {
  readonly entries: readonly ChipEntry[];
  readonly onUse: (value: ChipValue) => void;
}): JSX.Element {
  const t = useTranslations('chips');
  // What stood there when it was opened: the unit stays unless somebody changes it.
  const [first] = useState(() => entries[0] ?? { value: '', unit: '' });
  const [value, setValue] = useState(opened.typed ?? first.value);
  const [unit, setUnit] = useState(first.unit);
  const [isEmpty, setIsEmpty] = useState(false);
  const isDate = first.unit === dateUnit;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const written = { value: value.trim(), unit: unit.trim() };
    if (written.value === '' || (isDate && dateInWords(written.value) === undefined))
      return setIsEmpty(true);
    const isSame = written.value === first.value && written.unit === first.unit;
    if (isSame && !isUndecided(entries)) onClose();
    else onUse(written);
  };
  return (
    <form onSubmit={send}>
      <Group gap={8} align="start" wrap="wrap">
        <TextInput
          className={styles['value']}
          label={isDate ? t('date') : t('value')}
          type={isDate ? 'date' : 'text'}
          inputMode={isDate ? undefined : 'decimal'}
          value={value}
          maxLength={typedMax.value}
          error={isEmpty ? t('empty') : undefined}
          data-autofocus=""
          ref={(input) => focusOnce(input, opened.typed === undefined)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        {isDate ? null : (
          <TextInput
            className={styles['unit']}
            label={t('unit')}
            value={unit}
            maxLength={typedMax.unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
          />
        )}
      </Group>
      <Group gap={8} mt={8}>
        <Button type="submit" size="compact-sm">
          {t('change')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('close')}
        </Button>
        {isUndecided(entries) ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              chipToWords(editor, opened.chipId, chipText(entries));
              onClose();
            }}
          >
            {t('asWords')}
          </Button>
        )}
      </Group>
    </form>
  );
}

const focused = new WeakSet<HTMLInputElement>();

function focusOnce(input: HTMLInputElement | null, isWhole: boolean): void {
  if (input === null || focused.has(input)) return;
  focused.add(input);
  input.focus({ preventScroll: true });
  if (isWhole && input.type === 'text') input.select();
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
