import { Button, TextInput } from '@mantine/core';
import { type Editor } from '@tiptap/core';
import { type JSX, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';

import { type EditorServices } from '../editor-services.ts';
import { useBeside } from '../menu/use-beside.ts';
import { boxOf, floorOf, useEditorValue } from '../menu/use-editor-value.ts';
import { useWayIn } from '../menu/use-way-in.ts';
import { addressOf, linkAt, removeLink, setLink } from './link-commands.ts';
import { askForLink, endAskForLink, isAskedForLink, openLink } from './link-state.ts';

import styles from '../menu/menus.module.css';

/** What the cards of links need. */
export interface LinkCardProps {
  readonly editor: Editor;
  readonly services: () => EditorServices;
}

/** Below a link with the caret: where it leads, and what can be done with it; or the form that asks for an address. */
export function LinkCard({ editor, services }: LinkCardProps): JSX.Element | null {
  const [hasKeys, setHasKeys] = useState(false);
  const mode = useEditorValue(editor, (each) => modeOf(each, hasKeys));
  if (mode === 'none') return null;
  const asked = mode.startsWith('ask');
  return createPortal(
    <div
      // A card that stands elsewhere, or asks, is another one.
      key={mode}
      onFocus={() => setHasKeys(true)}
      onBlur={() => setHasKeys(false)}
    >
      {asked ? <LinkForm editor={editor} /> : <LinkHere editor={editor} services={services} />}
    </div>,
    floorOf(editor),
  );
}

/** A string, so that equal states compare equal. */
function modeOf(editor: Editor, hasKeys: boolean): string {
  if (editor.isDestroyed) return 'none';
  const { selection } = editor.state;
  if (isAskedForLink(editor)) return `ask`;
  const link = selection.empty ? linkAt(editor.state) : undefined;
  if (link === undefined || !(hasKeys || editor.isFocused)) return 'none';
  return `at ${link.from} ${link.href}`;
}

function LinkHere({ editor, services }: LinkCardProps): JSX.Element | null {
  const t = useTranslations('editor.link');
  const link = linkAt(editor.state);
  const element = useCard(editor);
  useWayIn(editor, element);
  if (link === undefined) return null;
  return (
    // The text keeps the keyboard while a button is pressed with the pointer.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      data-writing=""
      ref={element}
      className={styles['card']}
      role="group"
      aria-label={t('label')}
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={({ key }) => {
        if (key === 'Escape') editor.view.focus();
      }}
    >
      <span className={styles['address']} title={link.href}>
        {link.href.replace(/^(?:https?:\/\/|mailto:|tel:)/, '')}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        title={t('opens', { address: link.href })}
        onClick={() => openLink(services(), link.href)}
      >
        {t('open')}
      </Button>
      {editor.isEditable ? (
        <>
          <Button size="compact-sm" variant="default" onClick={() => askForLink(editor)}>
            {t('change')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              removeLink(editor);
              editor.view.focus();
            }}
          >
            {t('remove')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

function LinkForm({ editor }: { readonly editor: Editor }): JSX.Element {
  const t = useTranslations('editor.link');
  const link = linkAt(editor.state);
  const [address, setAddress] = useState(link?.href ?? '');
  const [isWrong, setIsWrong] = useState(false);
  const element = useCard(editor);
  const end = (): void => {
    endAskForLink(editor);
    editor.view.focus();
  };
  const apply = (): void => {
    const href = addressOf(address);
    if (href === undefined) return setIsWrong(true);
    setLink(editor, href);
    end();
  };
  return (
    <div data-writing="" ref={element} className={styles['card']}>
      {/* Escape and leaving mean the same in every part of it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        aria-label={t('label')}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') end();
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (document.hasFocus() && !currentTarget.contains(relatedTarget)) endAskForLink(editor);
        }}
      >
        <TextInput
          ref={takeKeys}
          label={t('address')}
          placeholder={t('placeholder')}
          value={address}
          error={isWrong ? t('wrong') : undefined}
          onChange={({ currentTarget }) => {
            setAddress(currentTarget.value);
            setIsWrong(false);
          }}
        />
        <div className={styles['buttons']}>
          <Button type="submit" size="compact-sm">
            {t('apply')}
          </Button>
          {link === undefined ? null : (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                removeLink(editor);
                end();
              }}
            >
              {t('remove')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={end}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Below the link or the selected words. */
function useCard(editor: Editor): React.RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const { from, to } = linkAt(editor.state) ?? editor.state.selection;
  const anchor = useMemo(
    () => ({ text: editor.view.dom, box: () => boxOf(editor, from, to) }),
    [editor, from, to],
  );
  useBeside(element, anchor, 'bottom-start');
  return element;
}

function takeKeys(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
}
