import { commentCharactersMax } from '@alliance/shared/limits';
import { IconAt } from '@tabler/icons-react';
import { type JSX, type KeyboardEvent, useId, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

import { mentionAt } from './mention-at.ts';
import { MentionList } from './mention-list.tsx';
import { type Mentionable, matching } from './mentionables.ts';

import styles from './words-box.module.css';

/** What {@link MentionArea} needs. */
export interface MentionAreaProps {
  readonly label: string;
  /** The label is read out only: what stands above the box says it already. */
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly text: string;
  readonly mentionables: readonly Mentionable[];
  readonly onChange: (text: string) => void;
  readonly onMention: (text: string, picked: Mentionable) => void;
  /** Ctrl or Command with Enter. */
  readonly onSend: () => void;
  readonly onEscape?: (() => void) | undefined;
  /** Takes the focus when it appears, with the caret behind the last character. */
  readonly takesFocus?: boolean;
}

/** A box for plain text in which an @ offers whom to mention. */
export function MentionArea(props: MentionAreaProps): JSX.Element {
  const t = useTranslations('comments.box');
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { takesFocus = false } = props;
  useEffect(() => {
    const element = area.current;
    if (!takesFocus || element === null) return;
    // The card is not at its place yet: the page would jump to where it is not going to be.
    element.focus({ preventScroll: true });
    requestAnimationFrame(() => element.scrollIntoView({ block: 'nearest' }));
    element.setSelectionRange(element.value.length, element.value.length);
  }, [takesFocus]);
  const mentioning = useMentioning(props, area);
  const { options, chosen } = mentioning;
  const isOffering = options.length > 0;
  return (
    <div className={styles['field']}>
      <label htmlFor={id} data-hidden={props.isLabelHidden === true ? '' : undefined}>
        {props.label}
      </label>
      <div className={styles['area']}>
        <textarea
          ref={area}
          id={id}
          rows={1}
          value={props.text}
          placeholder={props.placeholder}
          aria-describedby={`${id}-count`}
          aria-invalid={props.text.length > commentCharactersMax}
          aria-autocomplete="list"
          {...(isOffering
            ? { 'aria-controls': `${id}-list`, 'aria-activedescendant': `${id}-list-${chosen}` }
            : {})}
          onChange={(event) => {
            props.onChange(event.target.value);
            mentioning.look();
          }}
          onSelect={mentioning.look}
          onBlur={mentioning.close}
          onKeyDown={mentioning.onKeyDown}
        />
        <button
          type="button"
          className={styles['at']}
          aria-label={t('mention')}
          title={t('mention')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={mentioning.open}
        >
          <IconAt size={16} aria-hidden="true" />
        </button>
      </div>
      {isOffering ? (
        <MentionList id={`${id}-list`} options={options} chosen={chosen} onPick={mentioning.pick} />
      ) : null}
      <Count id={`${id}-count`} length={props.text.length} />
    </div>
  );
}

/** From here on it is said how much room is left. */
const nearLimit = 200;

function Count({ id, length }: { readonly id: string; readonly length: number }): JSX.Element {
  const t = useTranslations('comments.box');
  const left = commentCharactersMax - length;
  return (
    <p id={id} className={styles['count']} data-over={left < 0 ? '' : undefined} role="status">
      {left < 0
        ? t('tooMany', { count: -left })
        : left <= nearLimit
          ? t('left', { count: left })
          : ''}
    </p>
  );
}

interface Mentioning {
  readonly options: readonly Mentionable[];
  readonly chosen: number;
  readonly look: () => void;
  readonly close: () => void;
  readonly open: () => void;
  readonly pick: (picked: Mentionable) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** Follows the caret: behind an @ it offers whom to mention, and takes arrows, Enter, Tab and Escape for that. */
function useMentioning(
  { text, mentionables, onChange, onMention, onSend, onEscape }: MentionAreaProps,
  area: { readonly current: HTMLTextAreaElement | null },
): Mentioning {
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(0);
  const options = typed === undefined ? none : matching(mentionables, typed);
  const chosen = Math.min(at, options.length - 1);
  const close = (): void => setTyped(undefined);
  const look = (): void => {
    const element = area.current;
    const found =
      element === null || element.selectionStart !== element.selectionEnd
        ? undefined
        : mentionAt(element.value, element.selectionStart);
    if (found?.typed !== typed) setAt(0);
    setTyped(found?.typed);
  };
  const replace = (from: number, to: number, words: string): string => {
    const next = `${text.slice(0, from)}${words}${text.slice(to)}`;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + words.length, from + words.length);
      look();
    });
    return next;
  };
  const pick = (picked: Mentionable): void => {
    const caret = area.current?.selectionStart ?? text.length;
    const from = mentionAt(text, caret)?.from ?? caret;
    close();
    onMention(replace(from, caret, `@${picked.label} `), picked);
  };
  const open = (): void => {
    const caret = area.current?.selectionStart ?? text.length;
    const isFree = caret === 0 || /[\s(]/u.test(text.charAt(caret - 1));
    onChange(replace(caret, caret, isFree ? '@' : ' @'));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const isSending = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    // Enter ends the composition of a character, not the word.
    if (event.nativeEvent.isComposing) return;
    if (isSending) return taken(event, onSend);
    if (event.key === 'Escape' && options.length > 0) return taken(event, close);
    if (event.key === 'Escape' && onEscape !== undefined) return taken(event, onEscape);
    if (options.length === 0 || event.shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined)
      return taken(event, () => setAt((chosen + step + options.length) % options.length));
    const picked = options[chosen];
    if ((event.key === 'Enter' || event.key === 'Tab') && picked !== undefined)
      taken(event, () => pick(picked));
  };
  return { options, chosen, look, close, open, pick, onKeyDown };
}

const none: readonly Mentionable[] = [];

function taken(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  act();
}
