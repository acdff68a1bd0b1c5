import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconFileArrowRight,
  IconTrash,
} from '@tabler/icons-react';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type FocusedEditor } from '../focused-editor.ts';
import { shownKeys } from '../shown-keys.ts';
import { moveBlocks } from './move-blocks.ts';
import { moveToSection } from './move-to-section.ts';
import { removeBlocks } from './remove-blocks.ts';

import styles from '../menu/menus.module.css';

/** What can be done with the line that has the caret, or with the selected lines: by pointer, finger and keyboard. */
export function LineMenu({
  focused,
}: {
  readonly focused: FocusedEditor | undefined;
}): JSX.Element {
  const t = useTranslations('editor.line');
  const isOff = focused === undefined || focused.editor.isDestroyed || !focused.editor.isEditable;
  return (
    <Menu position="bottom-end" withinPortal returnFocus={false} disabled={isOff}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          aria-label={t('label')}
          title={t('label')}
          tabIndex={-1}
          {...(isOff ? { 'data-disabled': true } : {})}
          aria-disabled={isOff || undefined}
          onMouseDown={(event) => event.preventDefault()}
        >
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={styles['lines']}>
        {isOff ? null : <Items focused={focused} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({ focused }: { readonly focused: FocusedEditor }): JSX.Element {
  const t = useTranslations('editor.line');
  const { editor } = focused;
  const { moveTo } = focused.services();
  const thenBack = (run: () => void) => () => {
    run();
    editor.view.focus();
  };
  return (
    <>
      <Menu.Item
        leftSection={<IconArrowUp size={18} aria-hidden="true" />}
        rightSection={<kbd>{shownKeys('Alt+Shift+↑')}</kbd>}
        onClick={thenBack(() => void moveBlocks(editor, -1))}
      >
        {t('up')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={18} aria-hidden="true" />}
        rightSection={<kbd>{shownKeys('Alt+Shift+↓')}</kbd>}
        onClick={thenBack(() => void moveBlocks(editor, 1))}
      >
        {t('down')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTrash size={18} aria-hidden="true" />}
        onClick={thenBack(() => void removeBlocks(editor.state, editor.view.dispatch))}
      >
        {t('remove')}
      </Menu.Item>
      {moveTo === undefined || moveTo.targets.length === 0 ? null : (
        <>
          <Menu.Label>{t('moveTo')}</Menu.Label>
          {moveTo.targets.map((target) => (
            <Menu.Item
              key={target.sectionKey}
              leftSection={<IconFileArrowRight size={18} aria-hidden="true" />}
              onClick={thenBack(() => void moveToSection(editor, moveTo, target))}
            >
              {target.heading}
            </Menu.Item>
          ))}
        </>
      )}
    </>
  );
}
