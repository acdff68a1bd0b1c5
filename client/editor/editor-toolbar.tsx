import { ActionIcon, Group } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconBlockquote,
  IconAlertTriangle,
  IconH1,
  IconH2,
  IconH3,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconPilcrow,
  IconStrikethrough,
  IconUnderline,
  type TablerIcon,
} from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, useSyncExternalStore } from 'react';

import { type FocusedEditor, focusedEditor } from './focused-editor.ts';
import { type ToolbarAction, isAvailable, isPressed, runAction } from './toolbar-actions.ts';

export type { ToolbarAction } from './toolbar-actions.ts';

/** What the toolbar needs. */
export interface EditorToolbarProps {
  /** The accessible name of the toolbar. */
  readonly label: string;
  /** The word for each button, from the message catalogue; shown with its keys as the tooltip. */
  readonly labels: Readonly<Record<ToolbarAction, string>>;
}

const buttons: readonly (readonly [ToolbarAction, TablerIcon, string?])[] = [
  ['paragraph', IconPilcrow, 'Mod+Alt+0'],
  ['heading1', IconH1, 'Mod+Alt+1'],
  ['heading2', IconH2, 'Mod+Alt+2'],
  ['heading3', IconH3, 'Mod+Alt+3'],
  ['bullet', IconList, 'Mod+Shift+8'],
  ['number', IconListNumbers, 'Mod+Shift+7'],
  ['check', IconListCheck, 'Mod+Shift+9'],
  ['quote', IconBlockquote],
  ['callout', IconAlertTriangle],
  ['bold', IconBold, 'Mod+B'],
  ['italic', IconItalic, 'Mod+I'],
  ['underline', IconUnderline, 'Mod+U'],
  ['strike', IconStrikethrough, 'Mod+Shift+S'],
  ['outdent', IconIndentDecrease, 'Shift+Tab'],
  ['indent', IconIndentIncrease, 'Tab'],
  ['undo', IconArrowBackUp, 'Mod+Z'],
  ['redo', IconArrowForwardUp, 'Mod+Shift+Z'],
];

/** Formatting for the editor that has, or last had, the focus; disabled while none has. One stop for Tab, arrows inside. */
export function EditorToolbar({ label, labels }: EditorToolbarProps): JSX.Element {
  const focused = useSyncExternalStore(focusedEditor.subscribe, focusedEditor.get);
  const summary = useSyncExternalStore(
    (listener) => watchEditor(focused, listener),
    () => summaryOf(focused),
  );
  return (
    <Group role="toolbar" aria-label={label} gap={2} onKeyDown={moveFocus}>
      {buttons.map(([action, Icon, keys], index) => (
        <ActionIcon
          key={action}
          variant={summary[index] === 'p' ? 'light' : 'subtle'}
          {...(summary[index] === 'p' ? {} : { color: 'gray' })}
          aria-label={labels[action]}
          aria-pressed={isToggle(action) ? summary[index] === 'p' : undefined}
          title={keys === undefined ? labels[action] : `${labels[action]} (${shownKeys(keys)})`}
          tabIndex={index === 0 ? 0 : -1}
          // Stays focusable: a button that vanishes from under the keyboard loses its reader.
          {...(summary[index] === '-' ? { 'data-disabled': true } : {})}
          aria-disabled={summary[index] === '-' || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (focused !== undefined && summary[index] !== '-') runAction(focused, action);
          }}
        >
          <Icon size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  );
}

/** One letter per button: pressed, available or not. A string, so that equal states compare equal. */
function summaryOf(focused: FocusedEditor | undefined): string {
  return buttons
    .map(([action]) => {
      if (focused === undefined || !isAvailable(focused.editor, action)) return '-';
      return isPressed(focused.editor, action) ? 'p' : 'a';
    })
    .join('');
}

function watchEditor(focused: FocusedEditor | undefined, listener: () => void): () => void {
  const events = ['transaction', 'update', 'destroy'] as const;
  for (const event of events) focused?.editor.on(event, listener);
  return () => {
    for (const event of events) focused?.editor.off(event, listener);
  };
}

function isToggle(action: ToolbarAction): boolean {
  return !['indent', 'outdent', 'undo', 'redo'].includes(action);
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const items = [...event.currentTarget.querySelectorAll('button')];
  const index = items.findIndex((item) => item === document.activeElement);
  items.at((index + step) % items.length)?.focus();
  event.preventDefault();
}

function shownKeys(keys: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return keys.replace('Mod', isMac ? '⌘' : 'Ctrl').replace('Alt', isMac ? '⌥' : 'Alt');
}
