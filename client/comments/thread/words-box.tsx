import { type PlanView } from '@alliance/shared/careplan/plan-view';
import { type Audience, type Mention, type Sbar } from '@alliance/shared/comments/thread';
import { type JSX } from 'react';
import { useTranslations } from 'use-intl';

import { type Written } from '../desk/desk.ts';
import { textOfWritten } from '../desk/unsent.ts';
import { MentionArea } from './mention-area.tsx';
import { MentionChips } from './mention-chips.tsx';
import { type Mentionable, mentionKey, stillMentioned, useMentionables } from './mentionables.ts';

import styles from './words-box.module.css';

/** The boxes of SBAR in their order. */
export const sbarKeys = ['situation', 'background', 'assessment', 'recommendation'] as const;

/** Boxes in which nothing is written. */
export const emptySbar: Sbar = {
  situation: '',
  background: '',
  assessment: '',
  recommendation: '',
};

/** What {@link WordsBox} needs. */
export interface WordsBoxProps {
  readonly plan: PlanView;
  readonly audience: Audience;
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly written: Written;
  /** Four boxes instead of one. */
  readonly isSbar?: boolean;
  readonly onChange: (written: Written) => void;
  readonly onSend: () => void;
  readonly onEscape?: (() => void) | undefined;
  /** The first box takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

/** Where a comment is written: one box, or the four of SBAR, with the mentions below. */
export function WordsBox(props: WordsBoxProps): JSX.Element {
  const { plan, audience, written, onChange } = props;
  const mentionables = useMentionables(plan, audience);
  const change = (next: Written, picked?: Mentionable): void => {
    const before = written.mentions ?? [];
    const isNew = picked !== undefined && !before.some((each) => mentionKey(each) === picked.key);
    const mentions = stillMentioned(
      isNew ? [...before, picked.mention] : before,
      textOfWritten(next),
      mentionables,
    );
    onChange({ ...next, mentions });
  };
  return (
    <div className={styles['box']}>
      <Areas {...props} mentionables={mentionables} onWritten={change} />
      <MentionChips
        mentions={written.mentions ?? []}
        plan={plan}
        onRemove={(mention) => onChange(withoutMention(written, mention, mentionables))}
      />
    </div>
  );
}

function Areas({
  mentionables,
  onWritten,
  ...props
}: WordsBoxProps & {
  readonly mentionables: readonly Mentionable[];
  readonly onWritten: (written: Written, picked?: Mentionable) => void;
}): JSX.Element {
  const t = useTranslations('comments.sbar');
  const { written, onSend, onEscape, takesFocus = false } = props;
  const shared = { mentionables, onSend, onEscape };
  if (props.isSbar !== true)
    return (
      <MentionArea
        {...shared}
        takesFocus={takesFocus}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        label={props.label}
        isLabelHidden={props.isLabelHidden === true}
        text={written.text}
        onChange={(text) => onWritten({ ...written, text })}
        onMention={(text, picked) => onWritten({ ...written, text }, picked)}
      />
    );
  const sbar = written.sbar ?? emptySbar;
  return (
    <>
      {sbarKeys.map((key, index) => (
        <MentionArea
          {...shared}
          takesFocus={takesFocus && index === 0}
          key={key}
          label={t(key)}
          text={sbar[key]}
          onChange={(text) => onWritten({ ...written, sbar: { ...sbar, [key]: text } })}
          onMention={(text, picked) =>
            onWritten({ ...written, sbar: { ...sbar, [key]: text } }, picked)
          }
        />
      ))}
    </>
  );
}

/** The chip goes, and with it what stands for it in the text. */
function withoutMention(written: Written, mention: Mention, all: readonly Mentionable[]): Written {
  const key = mentionKey(mention);
  const label = all.find((each) => each.key === key)?.label;
  const mentions = (written.mentions ?? []).filter((each) => mentionKey(each) !== key);
  if (label === undefined) return { ...written, mentions };
  const cut = (text: string): string =>
    text.replaceAll(`@${label} `, '').replaceAll(`@${label}`, '');
  const { sbar } = written;
  return {
    ...written,
    mentions,
    text: cut(written.text),
    ...(sbar === undefined
      ? {}
      : {
          sbar: {
            situation: cut(sbar.situation),
            background: cut(sbar.background),
            assessment: cut(sbar.assessment),
            recommendation: cut(sbar.recommendation),
          },
        }),
  };
}
