import { ActionIcon } from '@mantine/core';
import {
  IconBold,
  IconItalic,
  IconLink,
  IconStrikethrough,
  IconUnderline,
  type TablerIcon,
} from '@tabler/icons-react';
import { type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { type JSX, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';

import { askForLink, isAskedForLink } from '../link/link-state.ts';
import { shownKeys } from '../shown-keys.ts';
import { useBeside } from './use-beside.ts';
import { boxOf, floorOf, useEditorValue } from './use-editor-value.ts';
import { useWayIn } from './use-way-in.ts';

import styles from './menus.module.css';

const marks: readonly (readonly [
  'bold' | 'italic' | 'underline' | 'strike',
  TablerIcon,
  string,
])[] = [
  ['bold', IconBold, 'Mod+B'],
  ['italic', IconItalic, 'Mod+I'],
  ['underline', IconUnderline, 'Mod+U'],
  ['strike', IconStrikethrough, 'Mod+Shift+S'],
];

/**
 * What can be done with selected words, above them. Not on a touch screen, where the system's own bubble stands and our
 * bar has the same buttons. Alt+F10 goes into it, Escape back.
 */
export function BubbleMenu({ editor }: { readonly editor: Editor }): JSX.Element | null {
  const [hasKeys, setHasKeys] = useState(false);
  const isDragging = usePointerDown(editor);
  const range = useEditorValue(editor, (each) => selectedRange(each, hasKeys));
  if (range === '' || isDragging) return null;
  return createPortal(
    <Bubble editor={editor} range={range} onKeys={setHasKeys} />,
    floorOf(editor),
  );
}

/** "from-to" of the selected words; empty for none. A string, so that equal states compare equal. */
function selectedRange(editor: Editor, hasKeys: boolean): string {
  if (editor.isDestroyed || !editor.isEditable || isAskedForLink(editor)) return '';
  const { selection } = editor.state;
  if (!(selection instanceof TextSelection) || selection.empty) return '';
  if (!(hasKeys || editor.isFocused) || matchMedia('(pointer: coarse)').matches) return '';
  const { from, to } = selection;
  return editor.state.doc.textBetween(from, to).trim() === '' ? '' : `${from}-${to}`;
}

/** While words are being selected with the pointer nothing stands in its way. */
function usePointerDown(editor: Editor): boolean {
  const [isDown, setIsDown] = useState(false);
  useEffect(() => {
    const { dom } = editor.view;
    const onDown = (): void => setIsDown(true);
    const onUp = (): void => setIsDown(false);
    dom.addEventListener('pointerdown', onDown);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      dom.removeEventListener('pointerdown', onDown);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, [editor]);
  return isDown;
}

interface BubbleProps {
  readonly editor: Editor;
  readonly range: string;
  readonly onKeys: (hasKeys: boolean) => void;
}

function Bubble({ editor, range, onKeys }: BubbleProps): JSX.Element {
  const t = useTranslations('editor.bubble');
  const element = useRef<HTMLDivElement>(null);
  const anchor = useMemo(() => {
    const [from = 0, to = 0] = range.split('-').map(Number);
    return { text: editor.view.dom, box: () => boxOf(editor, from, to) };
  }, [editor, range]);
  useBeside(element, anchor, 'top');
  useWayIn(editor, element);
  const active = useEditorValue(editor, (each) =>
    each.isDestroyed ? '' : marks.map(([name]) => (each.isActive(name) ? 'x' : '-')).join(''),
  );
  return (
    <div
      data-writing=""
      ref={element}
      className={styles['bubble']}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('label')}
      onMouseDown={(event) => event.preventDefault()}
      onFocus={() => onKeys(true)}
      onBlur={() => onKeys(false)}
      onKeyDown={(event) => moveInside(event, editor)}
    >
      {marks.map(([name, Icon, keys], index) => (
        <BubbleButton
          key={name}
          label={t(name)}
          keys={keys}
          isPressed={active[index] === 'x'}
          onClick={() => editor.commands.toggleMark(name)}
        >
          <Icon size={18} stroke={1.75} aria-hidden />
        </BubbleButton>
      ))}
      <BubbleButton label={t('link')} keys="Mod+K" onClick={() => askForLink(editor)}>
        <IconLink size={18} stroke={1.75} aria-hidden />
      </BubbleButton>
    </div>
  );
}

function BubbleButton({
  label,
  keys,
  isPressed,
  onClick,
  children,
}: {
  readonly label: string;
  readonly keys: string;
  readonly isPressed?: boolean;
  readonly onClick: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <ActionIcon
      variant={isPressed === true ? 'light' : 'subtle'}
      {...(isPressed === true ? { color: 'gray' } : {})}
      aria-label={label}
      aria-pressed={isPressed}
      title={`${label} (${shownKeys(keys)})`}
      tabIndex={-1}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

function moveInside(event: KeyboardEvent<HTMLElement>, { view }: Editor): void {
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    view.focus();
    return;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const index = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((index + step) % buttons.length)?.focus();
  event.preventDefault();
}
