import { type Editor } from '@tiptap/core';
import { Fragment, type JSX, useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';

import { DisciplineBadge } from '../../ui/discipline-badge.tsx';
import { shownKeys } from '../shown-keys.ts';
import { type MenuOption } from './menu-option.ts';
import { type OpenMenu, openMenuOf, takeOption } from './text-menu.ts';
import { useBeside } from './use-beside.ts';
import { boxOf, floorOf, useEditorValue } from './use-editor-value.ts';

import styles from './menus.module.css';

/** The menu that is open in a text, below the sign that opened it. The text keeps the keyboard. */
export function TextMenuList({
  editor,
  listId,
}: {
  readonly editor: Editor;
  readonly listId: string;
}): JSX.Element | null {
  const open = useEditorValue(editor, ({ state, isDestroyed }) =>
    isDestroyed ? undefined : openMenuOf(state),
  );
  if (open === undefined) return null;
  return createPortal(<List editor={editor} listId={listId} open={open} />, floorOf(editor));
}

interface ListProps {
  readonly editor: Editor;
  readonly listId: string;
  readonly open: OpenMenu;
}

function List({ editor, listId, open }: ListProps): JSX.Element {
  const t = useTranslations('editor');
  const element = useRef<HTMLDivElement>(null);
  const { from, options, kind } = open;
  const anchor = useMemo(
    () => ({ text: editor.view.dom, box: () => boxOf(editor, from, from) }),
    [editor, from],
  );
  useBeside(element, anchor, 'bottom-start');
  return (
    // Before the text loses the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      data-writing=""
      ref={element}
      className={styles['menu']}
      onMouseDown={(event) => event.preventDefault()}
    >
      <p className={styles['heard']} role="status">
        {t('menu.found', { count: options.length })}
      </p>
      {options.length === 0 ? <p className={styles['none']}>{t('menu.none')}</p> : null}
      <div id={listId} role="listbox" aria-label={t(`${kind}.label`)} tabIndex={0}>
        {options.map((option, index) => (
          <Fragment key={option.key}>
            {option.group !== undefined && option.group !== options[index - 1]?.group ? (
              <div className={styles['group']} role="presentation">
                {option.group}
              </div>
            ) : null}
            <Option {...{ editor, open, option, index, listId }} />
          </Fragment>
        ))}
      </div>
    </div>
  );
}

function Option({
  editor,
  open,
  option,
  index,
  listId,
}: ListProps & { readonly option: MenuOption; readonly index: number }): JSX.Element {
  const isChosen = index === open.chosen;
  return (
    // The keys are the text's, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={isChosen ? bringIntoView : undefined}
      id={`${listId}-${index}`}
      role="option"
      aria-selected={isChosen}
      aria-disabled={option.isDisabled === true || undefined}
      onClick={() => {
        if (option.isDisabled !== true) takeOption(editor.view, open, () => option.run(editor));
      }}
    >
      {option.disciplineKey === undefined ? null : (
        <DisciplineBadge discipline={option.disciplineKey} />
      )}
      <span className={styles['words']}>
        {option.label}
        {option.detail === undefined ? null : <small>{option.detail}</small>}
      </span>
      {option.keys === undefined ? null : <kbd>{shownKeys(option.keys)}</kbd>}
    </div>
  );
}

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
